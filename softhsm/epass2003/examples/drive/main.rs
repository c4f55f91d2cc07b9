//! Makes single C calls on a PKCS#11 module and prints every answer: `drive MODULE < SCRIPT`.
//!
//! One command a line; see `step`. For tests and for looking at a module by hand.

use std::collections::HashMap;
use std::io::{self, BufRead as _};
use std::process::Command;
use std::ptr::null_mut;
use std::time::Duration;

use cryptoki_sys::*;

/// One call of the module's function list, as a return value.
macro_rules! ck {
    ($drive:expr, $name:ident($($argument:expr),* $(,)?)) => {
        match unsafe { &*$drive.list }.$name {
            Some(function) => unsafe { function($($argument),*) },
            None => CKR_FUNCTION_NOT_SUPPORTED,
        }
    };
}

mod look;
mod objects;

/// A loaded module, the session in use and the objects found last.
struct Drive {
    list: *mut CK_FUNCTION_LIST,
    session: CK_SESSION_HANDLE,
    objects: HashMap<String, CK_OBJECT_HANDLE>,
}

impl Drive {
    /// Makes the calls of one line; the answer is the return value and what else there is to tell.
    fn step(&mut self, line: &str) -> (CK_RV, String) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| -> CK_ULONG { words[at].parse().expect("a number") };
        match words[0] {
            "initialize" => {
                let mut arguments = CK_C_INITIALIZE_ARGS {
                    flags: CKF_OS_LOCKING_OK,
                    ..unsafe { std::mem::zeroed() }
                };
                let arguments = &raw mut arguments;
                (ck!(self, C_Initialize(arguments.cast())), String::new())
            }
            "finalize" => (ck!(self, C_Finalize(null_mut())), String::new()),
            "open" => {
                let write = if words.get(2) == Some(&"ro") {
                    0
                } else {
                    CKF_RW_SESSION
                };
                let mut session = 0;
                let flags = CKF_SERIAL_SESSION | write;
                let answer = ck!(
                    self,
                    C_OpenSession(number(1), flags, null_mut(), None, &mut session)
                );
                if answer == CKR_OK {
                    self.session = session;
                }
                (answer, String::new())
            }
            "close" => (ck!(self, C_CloseSession(self.session)), String::new()),
            "close-all" => (ck!(self, C_CloseAllSessions(number(1))), String::new()),
            "session" => {
                let mut info = CK_SESSION_INFO::default();
                let answer = ck!(self, C_GetSessionInfo(self.session, &mut info));
                (
                    answer,
                    format!("slot={} state={}", { info.slotID }, { info.state }),
                )
            }
            "login" | "so-login" => {
                let user = if words[0] == "login" {
                    CKU_USER
                } else {
                    CKU_SO
                };
                let pin = words[1].as_bytes();
                let answer = ck!(
                    self,
                    C_Login(
                        self.session,
                        user,
                        pin.as_ptr().cast_mut(),
                        pin.len() as CK_ULONG
                    )
                );
                (answer, String::new())
            }
            "login-at-pad" => (
                ck!(self, C_Login(self.session, CKU_USER, null_mut(), 0)),
                String::new(),
            ),
            "set-pin-at-pad" => (
                ck!(self, C_SetPIN(self.session, null_mut(), 0, null_mut(), 0)),
                String::new(),
            ),
            "logout" => (ck!(self, C_Logout(self.session)), String::new()),
            "set-pin" => {
                let (old, new) = (words[1].as_bytes(), words[2].as_bytes());
                let answer = ck!(
                    self,
                    C_SetPIN(
                        self.session,
                        old.as_ptr().cast_mut(),
                        old.len() as CK_ULONG,
                        new.as_ptr().cast_mut(),
                        new.len() as CK_ULONG,
                    )
                );
                (answer, String::new())
            }
            "init-pin" => {
                let pin = words[1].as_bytes();
                let answer = ck!(
                    self,
                    C_InitPIN(self.session, pin.as_ptr().cast_mut(), pin.len() as CK_ULONG)
                );
                (answer, String::new())
            }
            "wait" => {
                let mut slot = 0;
                (
                    ck!(
                        self,
                        C_WaitForSlotEvent(CKF_DONT_BLOCK, &mut slot, null_mut())
                    ),
                    String::new(),
                )
            }
            "sleep" => {
                std::thread::sleep(Duration::from_millis(u64::from(number(1) as u32)));
                (CKR_OK, String::new())
            }
            "shell" => {
                let command = line.strip_prefix("shell ").unwrap_or_default();
                let status = Command::new("sh").args(["-c", command]).status();
                (
                    CKR_OK,
                    status.map_or_else(|e| e.to_string(), |s| s.to_string()),
                )
            }
            "threads" => self.threads(number(1) as usize),
            "info" | "slots" | "slot" | "token" | "mechanisms" | "mechanism" => self.look(&words),
            _ => self.object_step(&words),
        }
    }

    /// Calls from many threads at once.
    fn threads(&self, count: usize) -> (CK_RV, String) {
        struct Shared(*mut CK_FUNCTION_LIST);
        unsafe impl Send for Shared {}
        let runners: Vec<_> = (0..count)
            .map(|_| {
                let shared = Shared(self.list);
                std::thread::spawn(move || {
                    let drive = Drive {
                        list: { shared }.0,
                        session: 0,
                        objects: HashMap::new(),
                    };
                    (0..50).all(|_| {
                        let mut info = CK_TOKEN_INFO::default();
                        ck!(drive, C_GetTokenInfo(1, &mut info)) == CKR_OK
                    })
                })
            })
            .collect();
        let well = runners
            .into_iter()
            .all(|runner| runner.join().unwrap_or(false));
        (CKR_OK, well.to_string())
    }
}

fn main() {
    let module = std::env::args().nth(1).expect("drive MODULE < SCRIPT");
    let library = unsafe { libloading::Library::new(module) }.expect("the module loads");
    let entry = unsafe {
        library
            .get::<unsafe extern "C" fn(*mut *mut CK_FUNCTION_LIST) -> CK_RV>(b"C_GetFunctionList")
    }
    .expect("it is a PKCS#11 module");
    let mut list = null_mut();
    let answer = unsafe { entry(&mut list) };
    if answer != CKR_OK {
        println!("load 0x{answer:X}");
        return;
    }
    let mut drive = Drive {
        list,
        session: 0,
        objects: HashMap::new(),
    };
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        if line.trim().is_empty() {
            continue;
        }
        let (answer, told) = drive.step(&line);
        println!(
            "{} 0x{answer:X} {told}",
            line.split(' ').next().unwrap_or_default()
        );
    }
}
