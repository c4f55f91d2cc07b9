//! Every switch of the training token, tried by C calls and judged from outside.

mod module {
    mod calls;
    mod disguise;
    mod faults;
    mod lies;
    mod memory;
    mod pin;
    mod pulling;
    mod rehearsal;
    mod stage;
}
