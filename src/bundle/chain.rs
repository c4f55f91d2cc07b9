//! Builds chains: each certificate's issuer is told by its name and by the signature.

use std::collections::HashMap;

use super::limits;
use crate::certificate::{CanonicalName, Certificate};

/// The certificates of a bundle, their names compared once.
pub(super) struct Pool {
    links: Vec<Link>,
    /// The places of the certificates that have a name for their subject, by the name's number.
    by_subject: Vec<Vec<usize>>,
    /// What is left of the file's allowance: hostile names and signatures take long.
    questions: u32,
}

struct Link {
    certificate: Certificate,
    subject: usize,
    issuer: usize,
}

/// The certificates above a leaf.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain {
    /// The leaf's issuer first, the root last.
    pub above: Vec<Certificate>,
    /// The subjects of those whose signature cannot be checked here: their issuer was told by the name alone.
    pub unverified: Vec<String>,
}

impl Pool {
    pub(super) fn new<'a>(certificates: impl Iterator<Item = &'a Certificate>) -> Self {
        let mut numbers: HashMap<CanonicalName, usize> = HashMap::new();
        let mut number = |name: CanonicalName| {
            let next = numbers.len();
            *numbers.entry(name).or_insert(next)
        };
        let links: Vec<Link> = certificates
            .map(|certificate| Link {
                subject: number(certificate.subject().canonical()),
                issuer: number(certificate.issuer().canonical()),
                certificate: certificate.clone(),
            })
            .collect();
        let mut by_subject = vec![Vec::new(); numbers.len()];
        for (place, link) in links.iter().enumerate() {
            if let Some(places) = by_subject.get_mut(link.subject) {
                places.push(place);
            }
        }
        Self {
            links,
            by_subject,
            questions: limits::MAX_ISSUER_QUESTIONS,
        }
    }

    /// The chain above the certificate at `leaf`: each next one has the issuer's name and made the signature.
    pub(super) fn chain(&mut self, leaf: usize) -> Chain {
        let mut places = vec![leaf];
        let mut chain = Chain::default();
        while chain.above.len() < limits::MAX_CHAIN {
            let Some((issuer, is_verified)) = self.issuer(&places) else {
                break;
            };
            let (Some(last), Some(above)) = (self.last(&places), self.links.get(issuer)) else {
                break;
            };
            if !is_verified {
                chain
                    .unverified
                    .push(last.certificate.subject().to_string());
            }
            chain.above.push(above.certificate.clone());
            places.push(issuer);
        }
        chain
    }

    fn last(&self, places: &[usize]) -> Option<&Link> {
        self.links.get(*places.last()?)
    }

    /// The issuer of the last of `places`, and whether the signature said so; none for a root.
    fn issuer(&mut self, places: &[usize]) -> Option<(usize, bool)> {
        let last = self.links.get(*places.last()?)?;
        if last.subject == last.issuer
            && last.certificate.is_signed_by(&last.certificate) == Some(true)
        {
            return None;
        }
        let mut best: Option<(usize, bool)> = None;
        for place in self.by_subject.get(last.issuer)? {
            let Some(candidate) = self.links.get(*place) else {
                continue;
            };
            if places.contains(place) {
                continue;
            }
            self.questions = self.questions.checked_sub(1)?;
            let verdict = last.certificate.is_signed_by(&candidate.certificate);
            if verdict == Some(false) {
                continue;
            }
            // Of two certificates of one CA the one that is valid longer serves longer.
            let rank = |(place, is_verified): (usize, bool)| {
                let not_after = self.links.get(place).map(|it| it.certificate.not_after());
                (is_verified, not_after)
            };
            let found = (*place, verdict == Some(true));
            if best.is_none_or(|best| rank(found) >= rank(best)) {
                best = Some(found);
            }
        }
        best
    }
}
