//! The first login of a PIN that many tokens share goes alone, and its refusal stops everything (design, rule 6).

/// What is known of a shared PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PinGate {
    /// No token has seen it.
    #[default]
    Untried,
    /// One token is asked; the others wait.
    Trying,
    /// A token took it.
    Open,
    /// A token refused it: no other is asked.
    Refused,
}

impl PinGate {
    /// Whether another login may begin now.
    #[must_use]
    pub fn admits(self) -> bool {
        matches!(self, Self::Untried | Self::Open)
    }

    /// A login begins.
    pub fn begins(&mut self) {
        if *self == Self::Untried {
            *self = Self::Trying;
        }
    }

    /// A token took the PIN.
    pub fn accepted(&mut self) {
        if *self != Self::Refused {
            *self = Self::Open;
        }
    }

    /// A token refused it. Nothing opens the gate again.
    pub fn refused(&mut self) {
        *self = Self::Refused;
    }

    /// A run ended before it came to a login, which says nothing of the PIN.
    pub fn not_tried(&mut self) {
        if *self == Self::Trying {
            *self = Self::Untried;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_login_goes_alone() {
        let mut gate = PinGate::default();
        assert!(gate.admits());
        gate.begins();
        assert!(!gate.admits());
        gate.accepted();
        assert!(gate.admits());
        gate.begins();
        assert!(gate.admits(), "from then on several may log in at once");
    }

    #[test]
    fn a_refusal_stops_everything_whatever_comes_after_it() {
        let mut gate = PinGate::Open;
        gate.refused();
        assert!(!gate.admits());
        gate.accepted();
        gate.not_tried();
        gate.begins();
        assert_eq!(gate, PinGate::Refused);
    }

    #[test]
    fn a_run_that_never_came_to_a_login_lets_the_next_one_try() {
        let mut gate = PinGate::default();
        gate.begins();
        gate.not_tried();
        assert!(gate.admits());
        gate.begins();
        assert!(!gate.admits(), "and that one goes alone again");
    }
}
