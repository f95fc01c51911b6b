//! The server: one thread that listens, and one for each connection.

use std::io::{self, BufReader, BufWriter, ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use thiserror::Error;

use crate::answer::Answer;
use crate::reload::CHANGES;
use crate::request::Request;

/// The port that is tried first where none is asked for, and how many are tried.
const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// How long a browser may take to ask, or to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a page that listens is written to, so that one that is gone is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// How long the listener rests where the machine grants no further connection.
const REST: Duration = Duration::from_millis(50);

/// Why there is nothing to listen on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BindError {
    /// Another program has the port.
    #[error(
        "port {0} is in use: end the program that listens there, or choose another with --port \
         (0 takes any that is free)"
    )]
    InUse(u16),
    /// Other programs have all ports that are tried.
    #[error(
        "ports {0} to {1} are all in use: choose another with --port (0 takes any that is free)"
    )]
    AllInUse(u16, u16),
    /// The machine refuses.
    #[error("cannot listen on port {port}: {source}: choose another with --port")]
    Refused {
        /// The port.
        port: u16,
        /// Why.
        source: io::Error,
    },
}

/// A port of the loopback address, with nothing to show yet. Browsers that come already wait.
#[derive(Debug)]
pub struct Listener {
    listener: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Takes this port, 0 meaning any; without one 8080, or the next that is free.
    pub fn bind(port: Option<u16>) -> Result<Self, BindError> {
        if let Some(port) = port {
            return Self::on(port);
        }
        let last = FIRST_PORT + PORTS_TRIED - 1;
        let tried = (FIRST_PORT..=last).map(Self::on);
        let mut taken = tried.skip_while(|tried| matches!(tried, Err(BindError::InUse(_))));
        taken
            .next()
            .unwrap_or(Err(BindError::AllInUse(FIRST_PORT, last)))
    }

    fn on(port: u16) -> Result<Self, BindError> {
        let refused = |source: io::Error| match source.kind() {
            ErrorKind::AddrInUse => BindError::InUse(port),
            _ => BindError::Refused { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address })
    }

    /// The site's address, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows the site in this folder, from now on and in the background.
    pub fn serve(self, site: PathBuf) -> Server {
        let shown = Arc::new(Shown {
            site: Mutex::new((site, first_version())),
            changed: Condvar::new(),
        });
        let server = Server(Arc::clone(&shown));
        thread::spawn(move || {
            for stream in self.listener.incoming() {
                match stream {
                    Ok(stream) => {
                        let shown = Arc::clone(&shown);
                        // Whoever hangs up in the middle wants nothing more.
                        thread::spawn(move || shown.converse(&stream));
                    }
                    Err(_) => thread::sleep(REST),
                }
            }
        });
        server
    }
}

/// A site that is being shown.
#[derive(Debug)]
pub struct Server(Arc<Shown>);

impl Server {
    /// Shows the site in another folder instead, and lets open pages reload.
    pub fn show(&self, site: PathBuf) {
        let mut shown = self.0.lock();
        *shown = (site, shown.1 + 1);
        drop(shown);
        self.0.changed.notify_all();
    }
}

/// What is shown: a folder, and the number of its version.
#[derive(Debug)]
struct Shown {
    site: Mutex<(PathBuf, u64)>,
    changed: Condvar,
}

impl Shown {
    fn lock(&self) -> MutexGuard<'_, (PathBuf, u64)> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One question and its answer.
    fn converse(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut out = BufWriter::new(stream);
        let request = match Request::read(BufReader::new(stream))? {
            None => return Ok(()),
            Some(Err(why)) => return Answer::refusal(why).send(&mut out, false),
            Some(Ok(request)) => request,
        };
        if request.path == CHANGES {
            return self.tell(&request, &mut out);
        }
        let (site, version) = self.lock().clone();
        Answer::of(&request, Path::new(&site), version).send(&mut out, request.is_head)
    }

    /// Tells a page of every version that is not its own, for as long as it listens.
    fn tell(&self, request: &Request, out: &mut impl Write) -> io::Result<()> {
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
             Connection: close\r\n\r\n"
        )?;
        out.flush()?;
        if request.is_head {
            return Ok(());
        }
        // A page that does not say its version has the present one.
        let mut known = request.query.parse().unwrap_or_else(|_| self.lock().1);
        loop {
            let version = self.await_other(known);
            if version == known {
                write!(out, ":\n\n")?;
            } else {
                write!(out, "data: {version}\n\n")?;
                known = version;
            }
            out.flush()?;
        }
    }

    /// The version once it is another than this, or after a pulse.
    fn await_other(&self, known: u64) -> u64 {
        let is_known = |shown: &mut (PathBuf, u64)| shown.1 == known;
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), PULSE, is_known);
        let (shown, _) = waited.unwrap_or_else(PoisonError::into_inner);
        shown.1
    }
}

/// The number of the first version: another one than an earlier run had, whose pages may be open.
fn first_version() -> u64 {
    let age = SystemTime::now().duration_since(UNIX_EPOCH);
    age.map_or(0, |age| age.as_secs() * 1000)
}
