//! Other programs: they get no input, so much time, and room for so much output.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

/// What a program may take.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    pub seconds: u64,
    /// Of each of its two streams.
    pub bytes: usize,
}

/// Runs a program to its end. What takes more time or room than it may is ended: [`io::ErrorKind::TimedOut`],
/// [`io::ErrorKind::FileTooLarge`].
pub fn run(command: &mut Command, most: Most) -> io::Result<Output> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let streams =
        (child.stdout.take().map(|from| collect(from, most)), child.stderr.take().map(|from| collect(from, most)));
    let ended = finished(&mut child, streams, most);
    if ended.is_err() {
        // It may have ended by itself in the meantime.
        let _ = child.kill();
        let _ = child.wait();
    }
    ended
}

type Collected = Option<Receiver<io::Result<Vec<u8>>>>;

fn finished(child: &mut Child, (stdout, stderr): (Collected, Collected), most: Most) -> io::Result<Output> {
    let received = |from: Collected| match from.map(|from| from.recv_timeout(Duration::from_secs(most.seconds))) {
        Some(Ok(bytes)) => bytes,
        _ => Err(io::ErrorKind::TimedOut.into()),
    };
    let (stdout, stderr) = (received(stdout)?, received(stderr)?);
    Ok(Output { status: status(child, most)?, stdout, stderr })
}

/// Returns how a program ended that has closed its output: nearly always it has ended, too.
fn status(child: &mut Child, most: Most) -> io::Result<ExitStatus> {
    const STEP: Duration = Duration::from_millis(1);
    for _ in 0..most.seconds * 1000 {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(STEP);
    }
    Err(io::ErrorKind::TimedOut.into())
}

/// Reads a stream to its end, in a thread of its own: a program that waits until one of its streams is read would never end.
fn collect(stream: impl Read + Send + 'static, most: Most) -> Receiver<io::Result<Vec<u8>>> {
    let (to, from) = sync_channel(1);
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stream.take(most.bytes as u64 + 1).read_to_end(&mut bytes);
        let read = read
            .and_then(|_| if bytes.len() > most.bytes { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) });
        // Nobody waits any more for a program that was ended.
        let _ = to.send(read);
    });
    from
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str, most: Most) -> io::Result<Output> {
        run(Command::new("sh").args(["-c", script]), most)
    }

    #[test]
    fn a_program_has_its_time_and_its_room() {
        let most = Most { seconds: 1, bytes: 100_000 };
        let done = sh("head -c 100000 /dev/zero; head -c 90000 /dev/zero >&2; cat; exit 3", most).unwrap();
        assert_eq!((done.status.code(), done.stdout.len(), done.stderr.len()), (Some(3), 100_000, 90_000));
        assert_eq!(sh("sleep 60", most).unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(sh("exec >&- 2>&-; sleep 60", most).unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(sh("sleep 60 & exit 0", most).unwrap_err().kind(), io::ErrorKind::TimedOut);
        for endless in ["cat /dev/zero", "cat /dev/zero >&2"] {
            let kind = sh(endless, most).unwrap_err().kind();
            assert!(matches!(kind, io::ErrorKind::FileTooLarge | io::ErrorKind::TimedOut), "{endless}: {kind}");
        }
    }
}
