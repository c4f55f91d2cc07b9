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

struct Drive {
    list: *mut CK_FUNCTION_LIST,
    session: CK_SESSION_HANDLE,
    objects: HashMap<String, CK_OBJECT_HANDLE>,
}

fn attribute<T>(kind: CK_ATTRIBUTE_TYPE, value: &[T]) -> CK_ATTRIBUTE {
    CK_ATTRIBUTE {
        type_: kind,
        pValue: value.as_ptr().cast_mut().cast(),
        ulValueLen: size_of_val(value) as CK_ULONG,
    }
}

fn text(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim_end().to_owned()
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal"))
        .collect()
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
            "info" => {
                let mut info = CK_INFO::default();
                let answer = ck!(self, C_GetInfo(&mut info));
                let list = unsafe { &*self.list }.version;
                let version = info.cryptokiVersion;
                (
                    answer,
                    format!(
                        "{} {}.{} list {}.{}",
                        text(&info.manufacturerID),
                        version.major,
                        version.minor,
                        list.major,
                        list.minor
                    ),
                )
            }
            "slots" => {
                let present = CK_BBOOL::from(words.get(1) == Some(&"present"));
                let mut ids = [0; 32];
                let mut count = 32;
                let answer = ck!(self, C_GetSlotList(present, ids.as_mut_ptr(), &mut count));
                (answer, format!("{:?}", &ids[..count as usize]))
            }
            "slot" => {
                let mut info: CK_SLOT_INFO = unsafe { std::mem::zeroed() };
                let answer = ck!(self, C_GetSlotInfo(number(1), &mut info));
                let present = info.flags & CKF_TOKEN_PRESENT != 0;
                (
                    answer,
                    format!("{} present={present}", text(&info.slotDescription)),
                )
            }
            "token" => {
                let mut info = CK_TOKEN_INFO::default();
                let answer = ck!(self, C_GetTokenInfo(number(1), &mut info));
                let flags = info.flags;
                let mut names = String::new();
                for (flag, name) in [
                    (CKF_WRITE_PROTECTED, "write-protected"),
                    (CKF_USER_PIN_COUNT_LOW, "low"),
                    (CKF_USER_PIN_FINAL_TRY, "final"),
                    (CKF_USER_PIN_LOCKED, "locked"),
                    (CKF_USER_PIN_TO_BE_CHANGED, "to-be-changed"),
                    (CKF_SO_PIN_COUNT_LOW, "so-low"),
                    (CKF_SO_PIN_FINAL_TRY, "so-final"),
                    (CKF_SO_PIN_LOCKED, "so-locked"),
                    (CKF_SO_PIN_TO_BE_CHANGED, "so-to-be-changed"),
                ] {
                    if flags & flag != 0 {
                        names.push_str(name);
                        names.push(' ');
                    }
                }
                let hardware = info.hardwareVersion;
                (
                    answer,
                    format!(
                        "{} {} serial={} pin={}..{} version={}.{} public={}/{} private={}/{} flags={}",
                        text(&info.manufacturerID),
                        text(&info.model),
                        text(&info.serialNumber),
                        { info.ulMinPinLen },
                        { info.ulMaxPinLen },
                        hardware.major,
                        hardware.minor,
                        { info.ulFreePublicMemory as i64 },
                        { info.ulTotalPublicMemory },
                        { info.ulFreePrivateMemory as i64 },
                        { info.ulTotalPrivateMemory },
                        names.trim_end().replace(' ', ","),
                    ),
                )
            }
            "mechanisms" => {
                let mut list = [0; 256];
                let mut count = 256;
                let answer = ck!(
                    self,
                    C_GetMechanismList(number(1), list.as_mut_ptr(), &mut count)
                );
                (answer, format!("{:x?}", &list[..count as usize]))
            }
            "mechanism" => {
                let mut info = CK_MECHANISM_INFO::default();
                let answer = ck!(self, C_GetMechanismInfo(number(1), number(2), &mut info));
                (
                    answer,
                    format!("{}..{}", { info.ulMinKeySize }, { info.ulMaxKeySize }),
                )
            }
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
            "certificate" => self.create(&[
                attribute(CKA_CLASS, &[CKO_CERTIFICATE]),
                attribute(CKA_CERTIFICATE_TYPE, &[CKC_X_509]),
                attribute(CKA_TOKEN, &[1_u8]),
                attribute(CKA_ID, &hex(words[1])),
                attribute(CKA_SUBJECT, b"0\0"),
                attribute(CKA_VALUE, &vec![0x30_u8; number(2) as usize]),
            ]),
            "data" => self.create(&[
                attribute(CKA_CLASS, &[CKO_DATA]),
                attribute(CKA_TOKEN, &[1_u8]),
                attribute(CKA_PRIVATE, &[1_u8]),
                attribute(CKA_VALUE, &vec![7_u8; number(1) as usize]),
            ]),
            "ec-key" => self.create(&[
                attribute(CKA_CLASS, &[CKO_PRIVATE_KEY]),
                attribute(CKA_KEY_TYPE, &[CKK_EC]),
                attribute(CKA_TOKEN, &[1_u8]),
                attribute(CKA_PRIVATE, &[1_u8]),
                attribute(CKA_ID, &hex(words[1])),
                attribute(CKA_EC_PARAMS, &hex("06082a8648ce3d030107")),
                attribute(CKA_VALUE, &[1_u8; 32]),
            ]),
            "rsa-key" => {
                let modulus = vec![0xff_u8; number(2) as usize / 8];
                let half = vec![0xff_u8; number(2) as usize / 16];
                self.create(&[
                    attribute(CKA_CLASS, &[CKO_PRIVATE_KEY]),
                    attribute(CKA_KEY_TYPE, &[CKK_RSA]),
                    attribute(CKA_TOKEN, &[1_u8]),
                    attribute(CKA_PRIVATE, &[1_u8]),
                    attribute(CKA_SENSITIVE, &[1_u8]),
                    attribute(CKA_EXTRACTABLE, &[0_u8]),
                    attribute(CKA_ID, &hex(words[1])),
                    attribute(CKA_MODULUS, &modulus),
                    attribute(CKA_PUBLIC_EXPONENT, &[1_u8, 0, 1]),
                    attribute(CKA_PRIVATE_EXPONENT, &modulus),
                    attribute(CKA_PRIME_1, &half),
                    attribute(CKA_PRIME_2, &half),
                    attribute(CKA_EXPONENT_1, &half),
                    attribute(CKA_EXPONENT_2, &half),
                    attribute(CKA_COEFFICIENT, &half),
                ])
            }
            "pair" => self.pair(&hex(words[1]), number(2)),
            "find" => self.find(),
            "find-batch" => {
                let mut found = [0; 16];
                let mut count = 0;
                ck!(self, C_FindObjectsInit(self.session, null_mut(), 0));
                let answer = ck!(
                    self,
                    C_FindObjects(self.session, found.as_mut_ptr(), 16, &mut count)
                );
                ck!(self, C_FindObjectsFinal(self.session));
                (answer, count.to_string())
            }
            "destroy" => (
                ck!(
                    self,
                    C_DestroyObject(
                        self.session,
                        self.objects.get(words[1]).copied().unwrap_or(0)
                    )
                ),
                String::new(),
            ),
            "read" => {
                let kind = CK_ULONG::from_str_radix(words[2], 16).expect("an attribute type");
                let mut value = [0_u8; 1024];
                let mut asked = attribute(kind, &value);
                asked.pValue = value.as_mut_ptr().cast();
                let object = self.objects.get(words[1]).copied().unwrap_or(0);
                let answer = ck!(
                    self,
                    C_GetAttributeValue(self.session, object, &mut asked, 1)
                );
                let length = { asked.ulValueLen };
                let shown = if length == CK_UNAVAILABLE_INFORMATION {
                    "unavailable".to_owned()
                } else {
                    value[..length as usize]
                        .iter()
                        .map(|byte| format!("{byte:02x}"))
                        .collect()
                };
                (answer, shown)
            }
            "sign" => self.sign(words[1]),
            "sign-update" => {
                let object = self.objects.get(words[1]).copied().unwrap_or(0);
                let mut mechanism = mechanism(CKM_SHA256_RSA_PKCS);
                ck!(self, C_SignInit(self.session, &mut mechanism, object));
                let mut data = *b"part";
                (
                    ck!(self, C_SignUpdate(self.session, data.as_mut_ptr(), 4)),
                    String::new(),
                )
            }
            "sign-with" => {
                let object = self.objects.get(words[1]).copied().unwrap_or(0);
                let kind = CK_ULONG::from_str_radix(words[2], 16).expect("a mechanism");
                let mut mechanism = mechanism(kind);
                (
                    ck!(self, C_SignInit(self.session, &mut mechanism, object)),
                    String::new(),
                )
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
            other => panic!("unknown command {other}"),
        }
    }

    fn create(&mut self, template: &[CK_ATTRIBUTE]) -> (CK_RV, String) {
        let mut handle = 0;
        let answer = ck!(
            self,
            C_CreateObject(
                self.session,
                template.as_ptr().cast_mut(),
                template.len() as CK_ULONG,
                &mut handle
            )
        );
        (answer, (handle != 0).to_string())
    }

    fn pair(&mut self, id: &[u8], bits: CK_ULONG) -> (CK_RV, String) {
        let mut mechanism = mechanism(CKM_RSA_PKCS_KEY_PAIR_GEN);
        let public = [
            attribute(CKA_TOKEN, &[1_u8]),
            attribute(CKA_PRIVATE, &[0_u8]),
            attribute(CKA_ID, id),
            attribute(CKA_MODULUS_BITS, &[bits]),
            attribute(CKA_PUBLIC_EXPONENT, &[1_u8, 0, 1]),
            attribute(CKA_VERIFY, &[1_u8]),
        ];
        let private = [
            attribute(CKA_TOKEN, &[1_u8]),
            attribute(CKA_PRIVATE, &[1_u8]),
            attribute(CKA_ID, id),
            attribute(CKA_SENSITIVE, &[1_u8]),
            attribute(CKA_EXTRACTABLE, &[0_u8]),
            attribute(CKA_SIGN, &[1_u8]),
        ];
        let (mut public_key, mut private_key) = (0, 0);
        let answer = ck!(
            self,
            C_GenerateKeyPair(
                self.session,
                &mut mechanism,
                public.as_ptr().cast_mut(),
                public.len() as CK_ULONG,
                private.as_ptr().cast_mut(),
                private.len() as CK_ULONG,
                &mut public_key,
                &mut private_key,
            )
        );
        (answer, String::new())
    }

    /// All objects as `CLASS:ID`, remembered under that name.
    fn find(&mut self) -> (CK_RV, String) {
        let answer = ck!(self, C_FindObjectsInit(self.session, null_mut(), 0));
        if answer != CKR_OK {
            return (answer, String::new());
        }
        let mut handles = Vec::new();
        let mut last;
        loop {
            let mut handle = 0;
            let mut count = 0;
            last = ck!(
                self,
                C_FindObjects(self.session, &mut handle, 1, &mut count)
            );
            if last != CKR_OK || count == 0 {
                break;
            }
            handles.push(handle);
        }
        ck!(self, C_FindObjectsFinal(self.session));
        self.objects.clear();
        let mut names = Vec::new();
        for handle in handles {
            let mut class: CK_ULONG = 0;
            let mut id = [0_u8; 64];
            let mut asked = attribute(CKA_CLASS, &[class]);
            asked.pValue = (&raw mut class).cast();
            ck!(
                self,
                C_GetAttributeValue(self.session, handle, &mut asked, 1)
            );
            let mut asked = attribute(CKA_ID, &id);
            asked.pValue = id.as_mut_ptr().cast();
            let has_id = ck!(
                self,
                C_GetAttributeValue(self.session, handle, &mut asked, 1)
            ) == CKR_OK;
            let length = if has_id { asked.ulValueLen } else { 0 };
            let digits: String = id[..length as usize]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let name = format!("{class}:{digits}");
            self.objects.insert(name.clone(), handle);
            names.push(name);
        }
        names.sort();
        (last, names.join(" "))
    }

    /// Signs with the private key of this id and verifies with the public one.
    fn sign(&mut self, id: &str) -> (CK_RV, String) {
        let object = |class: u8| {
            let name = format!("{class}:{id}");
            self.objects.get(&name).copied().unwrap_or(0)
        };
        let mut mechanism = mechanism(CKM_RSA_PKCS);
        let mut data = *b"a challenge";
        let length = data.len() as CK_ULONG;
        let mut signature = [0_u8; 512];
        let mut signature_length = 512;
        let answer = ck!(self, C_SignInit(self.session, &mut mechanism, object(3)));
        if answer != CKR_OK {
            return (answer, String::new());
        }
        let answer = ck!(
            self,
            C_Sign(
                self.session,
                data.as_mut_ptr(),
                length,
                signature.as_mut_ptr(),
                &mut signature_length
            )
        );
        if answer != CKR_OK {
            return (answer, String::new());
        }
        ck!(self, C_VerifyInit(self.session, &mut mechanism, object(2)));
        let verified = ck!(
            self,
            C_Verify(
                self.session,
                data.as_mut_ptr(),
                length,
                signature.as_mut_ptr(),
                signature_length
            )
        );
        (answer, format!("verified={}", verified == CKR_OK))
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

fn mechanism(kind: CK_MECHANISM_TYPE) -> CK_MECHANISM {
    CK_MECHANISM {
        mechanism: kind,
        pParameter: null_mut(),
        ulParameterLen: 0,
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
