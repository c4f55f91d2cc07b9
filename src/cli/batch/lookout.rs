//! The process that looks for tokens: started, listened to, and started again when it dies.

use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin};
use std::sync::mpsc::Sender;
use std::thread;

use super::apart;
use super::news::News;

/// The process that looks for tokens. It ends when its standard input does: with this value, or with this process.
#[derive(Debug)]
pub struct Lookout {
    child: Child,
    /// Held open for as long as the other end should go on.
    _pipe: Option<ChildStdin>,
}

impl Lookout {
    /// Starts to look through the module at `module`; what is seen goes to `news`.
    pub fn start(module: &Path, news: &Sender<News>) -> io::Result<Self> {
        let mut child = apart::watching(module)?.spawn()?;
        let pipe = child.stdin.take();
        let output = child.stdout.take();
        let news = news.clone();
        thread::spawn(move || {
            for line in output
                .into_iter()
                .flat_map(|output| BufReader::new(output).lines())
            {
                // Its document, when it fails, is no sighting: the end tells enough.
                let Ok(line) = line else { break };
                if let Ok(sighting) = serde_json::from_str(&line)
                    && news.send(News::Sighting(sighting)).is_err()
                {
                    return;
                }
            }
            let _ = news.send(News::LookoutEnded);
        });
        Ok(Self { child, _pipe: pipe })
    }
}

impl Drop for Lookout {
    fn drop(&mut self) {
        // It changes nothing on any token, and a module may hold it for long.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
