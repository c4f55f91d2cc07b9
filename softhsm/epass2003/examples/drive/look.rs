//! What module, slots and token tell of themselves.

use cryptoki_sys::*;

use super::Drive;

fn text(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim_end().to_owned()
}

impl Drive {
    /// Answers a question that needs no session.
    pub(super) fn look(&self, words: &[&str]) -> (CK_RV, String) {
        let number = |at: usize| -> CK_ULONG { words[at].parse().expect("a number") };
        match words[0] {
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
                    (CKF_PROTECTED_AUTHENTICATION_PATH, "pin-pad"),
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
            other => panic!("unknown question {other}"),
        }
    }
}
