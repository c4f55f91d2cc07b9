//! The hardened process, alone in its process: what is in force is asked of the system.
#![cfg(target_os = "linux")]

use std::process::Command;

use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
use tokendesk::protection::{Measure, Tracer, harden};

#[test]
fn what_the_report_says_is_in_force_is_in_force() {
    let protection = harden();
    assert_eq!(protection.core_dumps, Measure::InForce);
    assert_eq!(protection.attaching, Measure::InForce);
    assert_eq!(protection.tracer, Tracer::None);

    let limit = getrlimit(Resource::Core);
    assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
    assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));

    let mut shell = Command::new("/bin/sh");
    let child = shell
        .args(["-c", "ulimit -S -c; ulimit -H -c"])
        .output()
        .unwrap();
    assert_eq!(child.stdout, b"0\n0\n", "children inherit the limit");
}
