//! The configuration read anew in a real pseudo-terminal: what is wrong with it can be read whole, until it is mended.

use crate::pty::{Session, program};

#[test]
fn faults_of_the_configuration_stand_among_the_problems_until_they_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("crossread/config.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "session = false\n").unwrap();
    let mut command = program();
    command.env("XDG_CONFIG_HOME", folder.path());
    let mut session = Session::start(command);
    session.wait_for("5 articles");
    std::fs::write(&file, "session = false\nmesure = 60\n[keys]\nhelp = [\"hyper-h\"]\n").unwrap();
    session.press("tr");
    session.wait_for("! shows this and 1 more");
    session.press("!");
    session.wait_for("`measure`");
    session.wait_for("`hyper-h` is not a key");
    session.wait_for("What could not be read: 2");
    // Read anew as it is, they are no more than they were.
    session.press("qtr");
    session.wait_for("! shows this and 1 more");
    session.press("!");
    session.wait_for("What could not be read: 2");
    std::fs::write(&file, "session = false\n").unwrap();
    session.press("qtr!");
    session.wait_for("Everything could be read");
    session.press("qq");
    assert_eq!(session.wait_for_end(), 0);
}
