//! A web server on loopback that does what a test wants of it, however wrong.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Something was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What a server does with a connection by itself.
type Script = Box<dyn FnOnce(&mut TcpStream, &AtomicBool) + Send>;

/// What is sent back.
pub enum Reply {
    /// An answer as it should be.
    Full { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// These bytes, and the end.
    Raw(Vec<u8>),
    /// What this writes, and the end. It is to end when writing fails or the server is gone.
    Script(Script),
    /// These bytes, and the connection is torn down, where the path begins with `/reset`.
    Reset(Vec<u8>),
}

/// An answer of this type.
pub fn ok(media: &str, body: impl Into<Vec<u8>>) -> Reply {
    let headers = vec![("Content-Type".to_owned(), media.to_owned())];
    Reply::Full { status: 200, headers, body: body.into() }
}

/// An answer without a body.
pub fn status(status: u16, headers: &[(&str, &str)]) -> Reply {
    let headers = headers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Reply::Full { status, headers, body: Vec::new() }
}

impl Reply {
    /// With a header more.
    pub fn with(mut self, key: &str, value: &str) -> Self {
        if let Self::Full { headers, .. } = &mut self {
            headers.push((key.to_owned(), value.to_owned()));
        }
        self
    }
}

/// Answers until it is dropped.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
    most: Arc<AtomicUsize>,
    gone: Arc<AtomicBool>,
}

impl Server {
    /// One on 127.0.0.1.
    pub fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1", answer)
    }

    /// One on another address of the loopback.
    pub fn start_at(ip: &str, answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((ip, 0)).expect("a port on loopback");
        let address = listener.local_addr().expect("its address");
        let server = Self { address, asked: Arc::default(), most: Arc::default(), gone: Arc::default() };
        let (asked, most, gone) = (Arc::clone(&server.asked), Arc::clone(&server.most), Arc::clone(&server.gone));
        let (answer, busy) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok).take_while(|_| !gone.load(Ordering::SeqCst)) {
                let (asked, most, gone) = (Arc::clone(&asked), Arc::clone(&most), Arc::clone(&gone));
                let (answer, busy) = (Arc::clone(&answer), Arc::clone(&busy));
                std::thread::spawn(move || {
                    while let Some(request) = read(&stream) {
                        most.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        asked.lock().expect("no panic").push(request.clone());
                        let goes_on = send(&stream, answer(&request), &gone);
                        busy.fetch_sub(1, Ordering::SeqCst);
                        if !goes_on {
                            break;
                        }
                    }
                });
            }
        });
        server
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for so far, in order.
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().expect("no panic").clone()
    }

    /// The paths of it.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|request| request.path).collect()
    }

    /// The most requests that were answered at once.
    pub fn most_at_once(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
    let mut lines = BufReader::with_capacity(1, stream);
    let mut line = String::new();
    lines.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    // Whoever leaves with the other's words unheard tears the line down.
    if path.starts_with("/reset") {
        return Some(Request { path, headers });
    }
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok()?;
        let Some((key, value)) = line.trim_end().split_once(':') else { break };
        headers.push((key.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Some(Request { path, headers })
}

/// Whether more may be asked on this connection.
fn send(mut stream: &TcpStream, reply: Reply, gone: &AtomicBool) -> bool {
    match reply {
        Reply::Full { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} Said\r\n");
            for (key, value) in headers {
                head += &format!("{key}: {value}\r\n");
            }
            head += &format!("Content-Length: {}\r\n\r\n", if status == 304 { 0 } else { body.len() });
            stream.write_all(head.as_bytes()).is_ok() && stream.write_all(&body).is_ok()
        }
        Reply::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
            let _ = stream.shutdown(std::net::Shutdown::Write);
            // What is thrown away with unread bytes in it is reset.
            let _ = stream.read(&mut [0; 1024]);
            false
        }
        Reply::Script(write) => {
            if let Ok(mut stream) = stream.try_clone() {
                write(&mut stream, gone);
            }
            let _ = stream.shutdown(std::net::Shutdown::Write);
            false
        }
        Reply::Reset(bytes) => {
            let _ = stream.write_all(&bytes);
            false
        }
    }
}
