//! Objects: made, found, read, used and destroyed.

use std::ptr::null_mut;

use cryptoki_sys::*;

use super::Drive;

fn attribute<T>(kind: CK_ATTRIBUTE_TYPE, value: &[T]) -> CK_ATTRIBUTE {
    CK_ATTRIBUTE {
        type_: kind,
        pValue: value.as_ptr().cast_mut().cast(),
        ulValueLen: size_of_val(value) as CK_ULONG,
    }
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

fn mechanism(kind: CK_MECHANISM_TYPE) -> CK_MECHANISM {
    CK_MECHANISM {
        mechanism: kind,
        pParameter: null_mut(),
        ulParameterLen: 0,
    }
}

impl Drive {
    /// Makes the calls of one line that is about objects.
    pub(super) fn object_step(&mut self, words: &[&str]) -> (CK_RV, String) {
        let number = |at: usize| -> CK_ULONG { words[at].parse().expect("a number") };
        match words[0] {
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
}
