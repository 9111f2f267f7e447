//! The certificates of a message: which is the signer's, and whether its issuer signed it, if the issuer is there.

use cms::signed_data::SignerIdentifier;
use cms::x509_cert::Certificate;
use cms::x509_cert::ext::pkix::SubjectKeyIdentifier;
use der::asn1::{Any, ObjectIdentifier, OctetString};
use der::{Decode as _, Encode as _, Reader as _, SliceReader};

use super::crypto::{self, Hash, Value};

/// The attribute that names the signer's certificate by its digest (RFC 5035).
pub(super) const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// The most certificates of a message that are read: a chain has three.
const MOST: usize = 50;

/// A certificate, as its bytes and read.
pub(super) struct Known {
    bytes: Vec<u8>,
    pub read: Certificate,
}

/// Whether a certificate is signed by its issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Issued {
    Yes,
    No,
    /// The issuer's certificate is not in the message, or its algorithm is not known.
    NotKnown,
}

/// Reads the certificates of a message; what is none is left out.
pub(super) fn read(set: &Any) -> Vec<Known> {
    let mut out = Vec::new();
    let Ok(mut reader) = SliceReader::new(set.value()) else { return out };
    while !reader.is_finished() && out.len() < MOST {
        let Ok(bytes) = reader.tlv_bytes() else { break };
        if let Ok(read) = Certificate::from_der(bytes) {
            out.push(Known { bytes: bytes.to_vec(), read });
        }
    }
    out
}

/// Returns the certificates that a signer may mean.
pub(super) fn of_signer<'k>(all: &'k [Known], signer: &SignerIdentifier) -> Vec<&'k Known> {
    let is_meant = |one: &&Known| {
        let certificate = one.read.tbs_certificate();
        match signer {
            SignerIdentifier::IssuerAndSerialNumber(by) => {
                by.issuer == *certificate.issuer() && by.serial_number == *certificate.serial_number()
            }
            SignerIdentifier::SubjectKeyIdentifier(by) => certificate
                .get_extension::<SubjectKeyIdentifier>()
                .is_ok_and(|found| found.is_some_and(|(_, own)| own == *by)),
        }
    };
    all.iter().filter(is_meant).collect()
}

/// Returns whether a certificate is signed by its issuer, who may be itself.
pub(super) fn issued(all: &[Known], one: &Known) -> Issued {
    let certificate = &one.read;
    let tbs = SliceReader::new(&one.bytes).and_then(|mut reader| {
        reader.sequence(|inner| {
            let bytes = inner.tlv_bytes()?.to_vec();
            inner.read_slice(inner.remaining_len())?;
            Ok::<_, der::Error>(bytes)
        })
    });
    let (Ok(tbs), Some(value)) = (tbs, certificate.signature().as_bytes()) else { return Issued::NotKnown };
    let issuers =
        all.iter().filter(|other| other.read.tbs_certificate().subject() == certificate.tbs_certificate().issuer());
    let mut found = Issued::NotKnown;
    for issuer in issuers {
        let key = issuer.read.tbs_certificate().subject_public_key_info();
        match crypto::check(key, certificate.signature_algorithm(), None, &tbs, value) {
            Value::Right => return Issued::Yes,
            Value::Wrong => found = Issued::No,
            Value::Unknown => {}
        }
    }
    found
}

/// Returns the name of the holder.
pub(super) fn holder(one: &Known) -> Option<String> {
    let name = String::from(one.read.tbs_certificate().subject().common_name().ok()??);
    Some(name).filter(|name| !name.trim().is_empty())
}

/// Returns whether the attribute `signing-certificate-v2` names this certificate; none if it cannot be read.
pub(super) fn is_named(attribute: &Any, one: &Known) -> Option<bool> {
    let bytes = attribute.to_der().ok()?;
    let (hash, digest) = SliceReader::new(&bytes)
        .and_then(|mut reader| {
            reader.sequence(|whole| {
                let first = whole.sequence(|list| {
                    let first = list.sequence(|id| {
                        let start = id.clone();
                        let algorithm = match id.decode::<cms::spki::AlgorithmIdentifierOwned>() {
                            Ok(algorithm) => Some(algorithm.oid),
                            Err(_) => {
                                *id = start;
                                None
                            }
                        };
                        let digest = id.decode::<OctetString>()?;
                        id.read_slice(id.remaining_len())?;
                        Ok::<_, der::Error>((algorithm, digest))
                    })?;
                    list.read_slice(list.remaining_len())?;
                    Ok::<_, der::Error>(first)
                })?;
                whole.read_slice(whole.remaining_len())?;
                Ok::<_, der::Error>(first)
            })
        })
        .ok()?;
    let hash = hash.map_or(Some(Hash::Sha256), Hash::of)?;
    Some(hash.digest(&[&one.bytes]) == digest.as_bytes())
}
