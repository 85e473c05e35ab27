//! Writes a folder of generated articles: `cargo run --release --example generate -- FOLDER COUNT`.

mod corpus;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next().and_then(|n| n.parse::<usize>().ok())) else {
        return Err("usage: generate FOLDER COUNT".into());
    };
    std::fs::create_dir_all(&folder)?;
    let samples = crossread::collection::samples();
    for number in 0..count {
        let path = Path::new(&folder).join(format!("{number:06}.md"));
        std::fs::write(path, corpus::markdown(&samples, number))?;
    }
    println!("{count} articles in {folder}");
    Ok(())
}
