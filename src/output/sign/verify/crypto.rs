//! Whether the value of a signature is that of a key: RSA (PKCS #1 v1.5 and PSS), ECDSA on P-256 and P-384.

use cms::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use der::asn1::ObjectIdentifier;
use der::oid::AssociatedOid;
use der::{Encode as _, Reader as _, SliceReader};
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rsa::pkcs8::DecodePublicKey as _;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");
const EC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// Algorithms that name their digest.
const WITH_DIGEST: [(&str, Hash); 8] = [
    ("1.2.840.113549.1.1.14", Hash::Sha224),
    ("1.2.840.113549.1.1.11", Hash::Sha256),
    ("1.2.840.113549.1.1.12", Hash::Sha384),
    ("1.2.840.113549.1.1.13", Hash::Sha512),
    ("1.2.840.10045.4.3.1", Hash::Sha224),
    ("1.2.840.10045.4.3.2", Hash::Sha256),
    ("1.2.840.10045.4.3.3", Hash::Sha384),
    ("1.2.840.10045.4.3.4", Hash::Sha512),
];

/// A digest that signatures may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// Returns the digest of an identifier, if it is one that may be used.
    pub(super) fn of(oid: ObjectIdentifier) -> Option<Self> {
        [
            (Sha224::OID, Self::Sha224),
            (Sha256::OID, Self::Sha256),
            (Sha384::OID, Self::Sha384),
            (Sha512::OID, Self::Sha512),
        ]
        .into_iter()
        .find_map(|(known, hash)| (known == oid).then_some(hash))
    }

    /// Returns the digest of some parts after one another.
    pub(super) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        fn hash<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            parts.iter().fold(D::new(), Digest::chain_update).finalize().to_vec()
        }
        match self {
            Self::Sha224 => hash::<Sha224>(parts),
            Self::Sha256 => hash::<Sha256>(parts),
            Self::Sha384 => hash::<Sha384>(parts),
            Self::Sha512 => hash::<Sha512>(parts),
        }
    }
}

/// What comes of a look at a signature's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Right,
    Wrong,
    /// Of an algorithm, or a key, that is not known here.
    Unknown,
}

/// Checks a signature's value over some bytes. `digest` is the digest that the message names next to the algorithm.
pub(super) fn check(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<Hash>,
    signed: &[u8],
    value: &[u8],
) -> Value {
    let named = WITH_DIGEST.iter().find(|(oid, _)| ObjectIdentifier::new_unwrap(oid) == algorithm.oid);
    // A message that names two digests is none.
    if named.is_some_and(|(_, hash)| digest.is_some_and(|other| other != *hash)) {
        return Value::Wrong;
    }
    let is_pss = algorithm.oid == RSA_PSS;
    let pss = if is_pss { pss_hash(algorithm) } else { None };
    let Some(hash) = named.map(|(_, hash)| *hash).or(pss).or(digest.filter(|_| !is_pss)) else { return Value::Unknown };
    let Ok(encoded) = key.to_der() else { return Value::Unknown };
    let digest = hash.digest(&[signed]);
    match key.algorithm.oid {
        RSA | RSA_PSS => rsa_value(&encoded, is_pss, hash, &digest, value),
        EC_KEY => ec_value(&encoded, &digest, value),
        _ => Value::Unknown,
    }
}

fn judged(is_right: bool) -> Value {
    if is_right { Value::Right } else { Value::Wrong }
}

fn rsa_value(key: &[u8], is_pss: bool, hash: Hash, digest: &[u8], value: &[u8]) -> Value {
    let Ok(key) = rsa::PublicKey::from_public_key_der(key) else { return Value::Unknown };
    let found = match (is_pss, hash) {
        (false, Hash::Sha224) => key.pkcs1v15_verify_prehash::<Sha224>(digest, value),
        (false, Hash::Sha256) => key.pkcs1v15_verify_prehash::<Sha256>(digest, value),
        (false, Hash::Sha384) => key.pkcs1v15_verify_prehash::<Sha384>(digest, value),
        (false, Hash::Sha512) => key.pkcs1v15_verify_prehash::<Sha512>(digest, value),
        (true, Hash::Sha224) => key.pss_verify_prehash::<Sha224>(digest, value),
        (true, Hash::Sha256) => key.pss_verify_prehash::<Sha256>(digest, value),
        (true, Hash::Sha384) => key.pss_verify_prehash::<Sha384>(digest, value),
        (true, Hash::Sha512) => key.pss_verify_prehash::<Sha512>(digest, value),
    };
    judged(found.is_ok())
}

fn ec_value(key: &[u8], digest: &[u8], value: &[u8]) -> Value {
    if let Ok(key) = p256::ecdsa::VerifyingKey::from_public_key_der(key) {
        let value = p256::ecdsa::Signature::from_der(value);
        return judged(value.is_ok_and(|value| key.verify_prehash(digest, &value).is_ok()));
    }
    if let Ok(key) = p384::ecdsa::VerifyingKey::from_public_key_der(key) {
        let value = p384::ecdsa::Signature::from_der(value);
        return judged(value.is_ok_and(|value| key.verify_prehash(digest, &value).is_ok()));
    }
    Value::Unknown
}

/// Returns the digest of the parameters of RSASSA-PSS (RFC 4055, 3.1), if the mask uses it too.
fn pss_hash(algorithm: &AlgorithmIdentifierOwned) -> Option<Hash> {
    let parameters = algorithm.parameters.as_ref()?.to_der().ok()?;
    let read = || -> der::Result<(AlgorithmIdentifierOwned, AlgorithmIdentifierOwned)> {
        SliceReader::new(&parameters)?.sequence(|all| {
            let hash = all.context_specific(der::TagNumber(0), der::TagMode::Explicit)?;
            let mask = all.context_specific(der::TagNumber(1), der::TagMode::Explicit)?;
            all.read_slice(all.remaining_len())?;
            hash.zip(mask).ok_or_else(|| der::ErrorKind::Failed.into())
        })
    };
    let (hash, mask): (AlgorithmIdentifierOwned, AlgorithmIdentifierOwned) = read().ok()?;
    let inner: AlgorithmIdentifierOwned = mask.parameters.as_ref()?.decode_as().ok()?;
    (mask.oid == MGF1 && inner.oid == hash.oid).then(|| Hash::of(hash.oid)).flatten()
}
