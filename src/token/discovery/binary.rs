//! What a module's file is made for, read from its header: another width or processor never loads into this program.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// What a library is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Build {
    /// The system's format.
    pub format: Format,
    /// The processors; a macOS library may be made for several.
    pub machine: Machine,
}

/// The formats that systems load libraries in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Linux and other Unix systems.
    Elf,
    /// Windows.
    Pe,
    /// macOS.
    MachO,
}

/// The processors that modules are found for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Machine {
    /// 32-bit Intel.
    X86,
    /// 64-bit Intel.
    X86_64,
    /// 32-bit ARM.
    Arm,
    /// 64-bit ARM.
    Aarch64,
    /// Several at once (macOS).
    Several,
    /// Another one.
    Other,
}

impl Format {
    /// The name of the systems that load it.
    #[must_use]
    pub fn system(self) -> &'static str {
        match self {
            Self::Elf => "Linux",
            Self::Pe => "Windows",
            Self::MachO => "macOS",
        }
    }

    fn own() -> Self {
        if cfg!(windows) {
            Self::Pe
        } else if cfg!(target_os = "macos") {
            Self::MachO
        } else {
            Self::Elf
        }
    }
}

impl Machine {
    /// Width and name, such as `32-bit x86`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::X86 => "32-bit x86",
            Self::X86_64 => "64-bit x86",
            Self::Arm => "32-bit ARM",
            Self::Aarch64 => "64-bit ARM",
            Self::Several => "several processors",
            Self::Other => "another processor",
        }
    }

    /// The processor that this program was built for.
    #[must_use]
    pub fn own() -> Self {
        match std::env::consts::ARCH {
            "x86" => Self::X86,
            "x86_64" => Self::X86_64,
            "arm" => Self::Arm,
            "aarch64" => Self::Aarch64,
            _ => Self::Other,
        }
    }
}

impl Build {
    /// Reads the header of a library; `None` where it is none of the known formats, or cannot be read.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let mut start = [0; 64];
        let length = read_up_to(&mut file, &mut start)?;
        let start = start.get(..length)?;
        if start.starts_with(b"MZ") {
            // The offset of the PE signature; the machine follows it (PE format, "Signature").
            let offset = u32::from_le_bytes(field(start, 0x3c)?);
            let mut header = [0; 6];
            file.seek(SeekFrom::Start(offset.into())).ok()?;
            file.read_exact(&mut header).ok()?;
            return header.starts_with(b"PE\0\0").then(|| Self {
                format: Format::Pe,
                machine: pe(u16::from_le_bytes(field(&header, 4).unwrap_or_default())),
            });
        }
        Self::of_start(start)
    }

    fn of_start(start: &[u8]) -> Option<Self> {
        if start.starts_with(b"\x7fELF") {
            // e_ident[EI_DATA] tells the byte order, e_machine stands at 18 in both widths (elf(5)).
            let machine = match start.get(5)? {
                2 => u16::from_be_bytes(field(start, 18)?),
                _ => u16::from_le_bytes(field(start, 18)?),
            };
            return Some(Self {
                format: Format::Elf,
                machine: elf(machine),
            });
        }
        let magic = u32::from_be_bytes(field(start, 0)?);
        let machine = match magic {
            0xcafe_babe | 0xcafe_babf => Machine::Several,
            // Little-endian 32 and 64 bit; cputype follows (mach-o/loader.h).
            0xcefa_edfe | 0xcffa_edfe => mach(u32::from_le_bytes(field(start, 4)?)),
            _ => return None,
        };
        Some(Self {
            format: Format::MachO,
            machine,
        })
    }

    /// What this program itself is made for.
    #[must_use]
    pub fn own() -> Self {
        Self {
            format: Format::own(),
            machine: Machine::own(),
        }
    }

    /// Processor and system, such as `32-bit x86, Linux`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}, {}", self.machine.name(), self.format.system())
    }

    /// Whether this program can load it, as far as the header tells.
    #[must_use]
    pub fn fits(self) -> bool {
        let own = Machine::own();
        self.format == Format::own()
            && (self.machine == own || self.machine == Machine::Several || own == Machine::Other)
    }
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> Option<usize> {
    let mut length = 0_usize;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).ok()? {
            0 => break,
            read => length = length.saturating_add(read),
        }
    }
    Some(length)
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn elf(machine: u16) -> Machine {
    match machine {
        3 => Machine::X86,
        62 => Machine::X86_64,
        40 => Machine::Arm,
        183 => Machine::Aarch64,
        _ => Machine::Other,
    }
}

fn pe(machine: u16) -> Machine {
    match machine {
        0x014c => Machine::X86,
        0x8664 => Machine::X86_64,
        0x01c0 | 0x01c4 => Machine::Arm,
        0xaa64 => Machine::Aarch64,
        _ => Machine::Other,
    }
}

fn mach(cpu: u32) -> Machine {
    match cpu {
        7 => Machine::X86,
        0x0100_0007 => Machine::X86_64,
        12 => Machine::Arm,
        0x0100_000c => Machine::Aarch64,
        _ => Machine::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Option<Build> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        Build::of(file.path())
    }

    fn elf_file(class: u8, machine: u8) -> Vec<u8> {
        let mut bytes = b"\x7fELF".to_vec();
        bytes.extend([class, 1, 1, 0]);
        bytes.resize(18, 0);
        bytes.extend([machine, 0]);
        bytes.resize(64, 0);
        bytes
    }

    fn pe_file(machine: [u8; 2]) -> Vec<u8> {
        let mut bytes = b"MZ".to_vec();
        bytes.resize(0x3c, 0);
        bytes.extend([0x80, 0, 0, 0]);
        bytes.resize(0x80, 0);
        bytes.extend(b"PE\0\0");
        bytes.extend(machine);
        bytes
    }

    fn build(format: Format, machine: Machine) -> Option<Build> {
        Some(Build { format, machine })
    }

    #[test]
    fn tells_width_and_processor_of_every_systems_libraries() {
        assert_eq!(of(&elf_file(1, 3)), build(Format::Elf, Machine::X86));
        assert_eq!(of(&elf_file(2, 62)), build(Format::Elf, Machine::X86_64));
        assert_eq!(of(&elf_file(2, 183)), build(Format::Elf, Machine::Aarch64));
        assert_eq!(of(&pe_file([0x4c, 0x01])), build(Format::Pe, Machine::X86));
        assert_eq!(
            of(&pe_file([0x64, 0x86])),
            build(Format::Pe, Machine::X86_64)
        );
        let mach = [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1];
        assert_eq!(of(&mach), build(Format::MachO, Machine::Aarch64));
        let fat = [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2];
        assert_eq!(of(&fat), build(Format::MachO, Machine::Several));
    }

    #[test]
    fn says_nothing_of_a_file_that_is_no_library() {
        for bytes in [&b""[..], b"MZ", b"\x7fELF", b"#!/bin/sh\nexit\n"] {
            assert_eq!(of(bytes), None);
        }
        let mut torn = pe_file([0x64, 0x86]);
        torn.truncate(0x82);
        assert_eq!(of(&torn), None);
        assert_eq!(Build::of(Path::new("/nowhere")), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn takes_what_this_program_itself_is_made_of() {
        let own = std::env::current_exe().unwrap();
        assert!(Build::of(&own).unwrap().fits());
        assert!(!of(&elf_file(1, 3)).unwrap().fits() || Machine::own() == Machine::X86);
        assert!(!of(&pe_file([0x64, 0x86])).unwrap().fits());
    }
}
