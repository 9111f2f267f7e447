//! The CMS message of a signature (RFC 5652): whether its digest is that of the bytes that it covers, and its value that of the
//! certificate that it brings along.
//!
//! It may be in DER or in BER. Whether the certificate can be trusted is not checked.

use cms::content_info::CmsVersion;
use cms::signed_data::{DigestAlgorithmIdentifiers, SignerInfo, SignerInfos};
use cms::spki::AlgorithmIdentifierOwned;
use der::asn1::{Any, ObjectIdentifier, OctetString};
use der::oid::db::rfc3161::ID_CT_TST_INFO;
use der::oid::db::rfc5911::{ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::{
    DecodeValue, Encode as _, EncodingRules, ErrorKind, FixedTag, Header, Reader, SliceReader, Tag, TagMode, TagNumber,
};

use super::certificates::{self, Issued, Known};
use super::crypto::{self, Hash, Value};

/// What is wrong with a signature, in Vietnamese and English.
pub(super) type Rejection = (&'static str, &'static str);

const UNREADABLE: Rejection = ("không đọc được", "cannot be read");

/// Who signed, as far as the message says.
#[derive(Debug)]
pub(super) struct Signer {
    /// The name in the certificate.
    pub holder: Option<String>,
    /// Whether the issuer's certificate is there, and signed it.
    pub issued: bool,
}

/// Checks a signature, or a time stamp, over the parts of the file that it covers.
pub(super) fn check(message: &[u8], covered: &[&[u8]], is_stamp: bool) -> Result<Signer, Rejection> {
    let (data, signer) = covers(message, covered, is_stamp)?;
    if data.kind != if is_stamp { ID_CT_TST_INFO } else { ID_DATA } {
        return Err(UNREADABLE);
    }
    let named = attribute(&signer, ID_CONTENT_TYPE).and_then(|value| value.decode_as::<ObjectIdentifier>().ok());
    if named != Some(data.kind) {
        return Err(("không ghi đúng loại nội dung được ký", "does not name the type of what it signs"));
    }
    value(&signer, &data.certificates)
}

/// Checks the digests of a message.
fn covers(message: &[u8], covered: &[&[u8]], is_stamp: bool) -> Result<(SignedData, SignerInfo), Rejection> {
    let data = read(message).map_err(|_| UNREADABLE)?;
    let [signer] = data.signers.0.as_slice() else {
        return Err(("không có đúng một người ký", "does not have exactly one signer"));
    };
    let signed: OctetString = attribute(signer, ID_MESSAGE_DIGEST)
        .and_then(|value| value.decode_as().ok())
        .ok_or(("không ghi mã băm của phần tệp được ký", "has no digest of what it covers"))?;
    match (&data.content, is_stamp) {
        (None, false) => matches(signer.digest_alg.oid, signed.as_bytes(), covered)?,
        // A time stamp is a signature of its own content, which has the digest of the file.
        (Some(content), true) => {
            let (algorithm, stamped) = imprint(content.as_bytes()).map_err(|_| UNREADABLE)?;
            matches(signer.digest_alg.oid, signed.as_bytes(), &[content.as_bytes()])?;
            matches(algorithm, stamped.as_bytes(), covered)?;
        }
        (Some(_), false) => return Err(("không phải chữ ký rời (detached)", "is not a detached signature")),
        (None, true) => return Err(UNREADABLE),
    }
    let signer = signer.clone();
    Ok((data, signer))
}

/// Checks the value of a signature with the certificate that the message brings along.
fn value(signer: &SignerInfo, all: &[Known]) -> Result<Signer, Rejection> {
    let attributes = signer.signed_attrs.as_ref().and_then(|attributes| attributes.to_der().ok()).ok_or(UNREADABLE)?;
    let digest = Hash::of(signer.digest_alg.oid);
    let mut found = ("không kèm chứng thư số của người ký", "does not bring the signer's certificate along");
    for one in certificates::of_signer(all, &signer.sid) {
        let key = one.read.tbs_certificate().subject_public_key_info();
        match crypto::check(key, &signer.signature_algorithm, digest, &attributes, signer.signature.as_bytes()) {
            Value::Right => {}
            Value::Wrong => {
                found =
                    ("không do chứng thư số kèm theo ký ra", "was not made with the certificate that it brings along");
                continue;
            }
            Value::Unknown => {
                found = (
                    "dùng thuật toán mà kehoach không kiểm tra được: kiểm tra bằng vSignPDF",
                    "uses an algorithm that is not known here: check it with vSignPDF",
                );
                continue;
            }
        }
        if let Some(named) = attribute(signer, certificates::SIGNING_CERTIFICATE)
            && certificates::is_named(named, one) != Some(true)
        {
            return Err(("ghi mã của chứng thư số khác", "names another certificate by its digest"));
        }
        return match certificates::issued(all, one) {
            Issued::No => Err((
                "kèm chứng thư số giả: nơi cấp không ký chứng thư ấy",
                "brings a forged certificate: its issuer did not sign it",
            )),
            issued => Ok(Signer { holder: certificates::holder(one), issued: issued == Issued::Yes }),
        };
    }
    Err(found)
}

fn matches(algorithm: ObjectIdentifier, signed: &[u8], covered: &[&[u8]]) -> Result<(), Rejection> {
    let Some(hash) = Hash::of(algorithm) else {
        return Err((
            "dùng hàm băm khác SHA-224, SHA-256, SHA-384 và SHA-512",
            "uses a digest other than SHA-224, SHA-256, SHA-384 and SHA-512",
        ));
    };
    if hash.digest(covered) == signed {
        Ok(())
    } else {
        Err(("không khớp: phần tệp đã ký bị sửa sau khi ký", "does not match: the signed part was changed afterwards"))
    }
}

/// The parts of a `SignedData` that tie it to the file.
struct SignedData {
    /// The type of what is signed.
    kind: ObjectIdentifier,
    content: Option<OctetString>,
    certificates: Vec<Known>,
    signers: SignerInfos,
}

impl FixedTag for SignedData {
    const TAG: Tag = Tag::Sequence;
}

impl<'a> DecodeValue<'a> for SignedData {
    type Error = der::Error;

    fn decode_value<R: Reader<'a>>(reader: &mut R, _: Header) -> der::Result<Self> {
        reader.decode::<CmsVersion>()?;
        reader.decode::<DigestAlgorithmIdentifiers>()?;
        let (kind, content) = reader.sequence(|content| {
            let kind = content.decode::<ObjectIdentifier>()?;
            Ok::<_, der::Error>((kind, content.context_specific(TagNumber(0), TagMode::Explicit)?))
        })?;
        let mut certificates = Vec::new();
        while let tag = Tag::peek(reader)?
            && tag.is_context_specific()
        {
            let set = reader.decode::<Any>()?;
            if tag.number() == TagNumber(0) {
                certificates = certificates::read(&set);
            }
        }
        Ok(Self { kind, content, certificates, signers: reader.decode()? })
    }
}

fn read(message: &[u8]) -> der::Result<SignedData> {
    let mut reader = SliceReader::new_with_encoding_rules(message, EncodingRules::Ber)?;
    let data = reader.sequence(|info| {
        let kind = info.decode()?;
        let data = info.context_specific(TagNumber(0), TagMode::Explicit)?;
        data.filter(|_| kind == ID_SIGNED_DATA).ok_or(der::Error::from(ErrorKind::OidUnknown { oid: kind }))
    })?;
    // Signing programs fill the room that they reserve with zeros.
    let rest = reader.read_slice(reader.remaining_len())?;
    if rest.iter().all(|byte| *byte == 0) { Ok(data) } else { Err(ErrorKind::Failed.into()) }
}

/// A signed attribute that is there once, with one value.
fn attribute(signer: &SignerInfo, oid: ObjectIdentifier) -> Option<&Any> {
    let mut found = signer.signed_attrs.iter().flat_map(|all| all.iter()).filter(|one| one.oid == oid);
    let only = found.next().filter(|_| found.next().is_none())?;
    match only.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

/// Returns the digest that a time stamp is about (RFC 3161, 2.4.2).
fn imprint(info: &[u8]) -> der::Result<(ObjectIdentifier, OctetString)> {
    SliceReader::new(info)?.sequence(|info| {
        info.decode::<u8>()?;
        info.decode::<ObjectIdentifier>()?;
        let imprint = info.sequence(|imprint| {
            let algorithm: AlgorithmIdentifierOwned = imprint.decode()?;
            Ok::<_, der::Error>((algorithm.oid, imprint.decode()?))
        })?;
        info.read_slice(info.remaining_len())?;
        Ok(imprint)
    })
}

#[cfg(test)]
mod tests {
    use der::oid::AssociatedOid as _;
    use der::oid::db::rfc5912::ID_SHA_1;

    use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512};

    use super::*;

    /// Of these messages only the digests are right.
    fn check(message: &[u8], covered: &[&[u8]], is_stamp: bool) -> Result<(), Rejection> {
        assert!(super::check(message, covered, is_stamp).is_err());
        covers(message, covered, is_stamp).map(|_| ())
    }

    fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let value = parts.concat();
        let length = der::Length::try_from(value.len()).unwrap().to_der().unwrap();
        [&[tag], &length[..], &value].concat()
    }

    /// Returns the same without a length in advance: BER.
    fn open(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        [&[tag, 0x80], parts.concat().as_slice(), &[0, 0]].concat()
    }

    fn oid(oid: ObjectIdentifier) -> Vec<u8> {
        oid.to_der().unwrap()
    }

    fn signer(algorithm: ObjectIdentifier, digests: &[&[u8]]) -> Vec<u8> {
        let one = |digest: &&[u8]| tlv(0x30, &[&oid(ID_MESSAGE_DIGEST), &tlv(0x31, &[&tlv(4, &[digest])])]);
        let attributes: Vec<u8> = digests.iter().flat_map(one).collect();
        let algorithm = tlv(0x30, &[&oid(algorithm)]);
        let key = [&[2, 1, 3][..], &tlv(0x80, &[b"key"])].concat();
        tlv(0x30, &[&key, &algorithm, &tlv(0xa0, &[&attributes]), &algorithm, &tlv(4, &[b"signature"])])
    }

    type Write = fn(u8, &[&[u8]]) -> Vec<u8>;

    fn message(write: Write, content: Option<&[u8]>, signers: &[&[u8]]) -> Vec<u8> {
        let content = content.map_or(Vec::new(), |content| write(0xa0, &[&write(0x24, &[&tlv(4, &[content])])]));
        let content = write(0x30, &[&oid(ID_DATA), &content]);
        // No certificate, but something in its place: it is skipped.
        let data =
            [&[2, 1, 1], &tlv(0x31, &[])[..], &content, &write(0xa0, &[b"\x05\0"]), &tlv(0x31, signers)].concat();
        write(0x30, &[&oid(ID_SIGNED_DATA), &write(0xa0, &[&write(0x30, &[&data])])])
    }

    fn sha256(bytes: &[u8]) -> Vec<u8> {
        Sha256::digest(bytes).to_vec()
    }

    const CHANGED: Rejection =
        ("không khớp: phần tệp đã ký bị sửa sau khi ký", "does not match: the signed part was changed afterwards");

    #[test]
    fn the_digest_is_compared_by_the_algorithm_that_the_signer_names() {
        let by = |algorithm, digest: &[u8]| {
            check(&message(tlv, None, &[&signer(algorithm, &[digest])]), &[b"a", b"b"], false)
        };
        assert_eq!(by(Sha224::OID, &Sha224::digest(b"ab")), Ok(()));
        assert_eq!(by(Sha256::OID, &Sha256::digest(b"ab")), Ok(()));
        assert_eq!(by(Sha384::OID, &Sha384::digest(b"ab")), Ok(()));
        assert_eq!(by(Sha512::OID, &Sha512::digest(b"ab")), Ok(()));
        assert_eq!(by(Sha256::OID, &Sha256::digest(b"ac")), Err(CHANGED));
        assert_eq!(by(Sha512::OID, &Sha256::digest(b"ab")), Err(CHANGED), "a digest of another algorithm");
        assert_eq!(by(Sha256::OID, &[]), Err(CHANGED));
        assert!(by(ID_SHA_1, &[0; 20]).unwrap_err().0.starts_with("dùng hàm băm khác"));
    }

    #[test]
    fn a_message_is_read_in_der_and_ber_with_zeros_behind_it() {
        let signer = signer(Sha256::OID, &[&sha256(b"ab")]);
        for write in [tlv as Write, open] {
            let message = message(write, None, &[&signer]);
            assert_eq!(check(&[&message[..], &[0; 9]].concat(), &[b"ab"], false), Ok(()));
            assert_eq!(check(&[&message[..], &[1]].concat(), &[b"ab"], false), Err(UNREADABLE));
            for end in 0..message.len() {
                assert_eq!(check(&message[..end], &[b"ab"], false), Err(UNREADABLE), "{end}");
            }
        }
    }

    #[test]
    fn exactly_one_digest_of_exactly_one_signer_counts() {
        let (good, digest) = (signer(Sha256::OID, &[&sha256(b"ab")]), sha256(b"ab"));
        let checked = |signers: &[&[u8]]| check(&message(tlv, None, signers), &[b"ab"], false);
        assert_eq!(checked(&[&good]), Ok(()));
        assert!(checked(&[]).unwrap_err().0.starts_with("không có đúng một người ký"));
        assert!(checked(&[&good, &good]).unwrap_err().0.starts_with("không có đúng một người ký"));
        for digests in [&[][..], &[digest.as_slice(), digest.as_slice()]] {
            assert!(checked(&[&signer(Sha256::OID, digests)]).unwrap_err().0.starts_with("không ghi mã băm"));
        }
        let attached = message(open, Some(b"ab"), &[&good]);
        assert!(check(&attached, &[b"ab"], false).unwrap_err().0.starts_with("không phải chữ ký rời"));
    }

    #[test]
    fn a_time_stamp_signs_its_content_which_has_the_digest_of_the_file() {
        let info = |digest: &[u8]| {
            let imprint = tlv(0x30, &[&tlv(0x30, &[&oid(Sha512::OID)]), &tlv(4, &[digest])]);
            tlv(0x30, &[&[2, 1, 1], &oid(ID_CT_TST_INFO), &imprint, &[2, 1, 9]])
        };
        let stamp = |info: &[u8], signed: &[u8]| {
            let signer = signer(Sha256::OID, &[&sha256(signed)]);
            check(&message(open, Some(info), &[&signer]), &[b"ab"], true)
        };
        let (good, other) = (info(&Sha512::digest(b"ab")), info(&Sha512::digest(b"ac")));
        assert_eq!(stamp(&good, &good), Ok(()));
        assert_eq!(stamp(&other, &other), Err(CHANGED), "the file");
        assert_eq!(stamp(&good, &other), Err(CHANGED), "the content");
        assert_eq!(stamp(b"", b""), Err(UNREADABLE));
        let detached = message(tlv, None, &[&signer(Sha256::OID, &[&sha256(b"ab")])]);
        assert_eq!(check(&detached, &[b"ab"], true), Err(UNREADABLE));
    }
}
