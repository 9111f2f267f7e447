//! The CMS message of a signature (RFC 5652): whether its digest is that of the bytes that it covers.
//!
//! It may be in DER or in BER. Certificates and revocation lists are skipped, so that none of them can make a signature
//! unreadable: whether they can be trusted is not checked.

use cms::content_info::CmsVersion;
use cms::signed_data::{DigestAlgorithmIdentifiers, SignerInfo, SignerInfos};
use cms::spki::AlgorithmIdentifierOwned;
use der::asn1::{Any, ObjectIdentifier, OctetString};
use der::oid::AssociatedOid;
use der::oid::db::rfc5911::{ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::{DecodeValue, EncodingRules, ErrorKind, FixedTag, Header, Reader, SliceReader, Tag, TagMode, TagNumber};
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// What is wrong with a signature, in Vietnamese and English.
pub(super) type Rejection = (&'static str, &'static str);

const UNREADABLE: Rejection = ("không đọc được", "cannot be read");

/// Checks the digest of a signature, or of a time stamp, over the parts of the file that it covers.
pub(super) fn check(message: &[u8], covered: &[&[u8]], is_stamp: bool) -> Result<(), Rejection> {
    let SignedData { content, signers } = read(message).map_err(|_| UNREADABLE)?;
    let [signer] = signers.0.as_slice() else {
        return Err(("không có đúng một người ký", "does not have exactly one signer"));
    };
    let signed =
        message_digest(signer).ok_or(("không ghi mã băm của phần tệp được ký", "has no digest of what it covers"))?;
    match (content, is_stamp) {
        (None, false) => matches(signer.digest_alg.oid, signed.as_bytes(), covered),
        // A time stamp is a signature of its own content, which has the digest of the file.
        (Some(content), true) => {
            let (algorithm, stamped) = imprint(content.as_bytes()).map_err(|_| UNREADABLE)?;
            matches(signer.digest_alg.oid, signed.as_bytes(), &[content.as_bytes()])?;
            matches(algorithm, stamped.as_bytes(), covered)
        }
        (Some(_), false) => Err(("không phải chữ ký rời (detached)", "is not a detached signature")),
        (None, true) => Err(UNREADABLE),
    }
}

fn matches(algorithm: ObjectIdentifier, signed: &[u8], covered: &[&[u8]]) -> Result<(), Rejection> {
    fn hash<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
        parts.iter().fold(D::new(), Digest::chain_update).finalize().to_vec()
    }
    let digest = match algorithm {
        Sha224::OID => hash::<Sha224>(covered),
        Sha256::OID => hash::<Sha256>(covered),
        Sha384::OID => hash::<Sha384>(covered),
        Sha512::OID => hash::<Sha512>(covered),
        _ => {
            return Err((
                "dùng hàm băm khác SHA-224, SHA-256, SHA-384 và SHA-512",
                "uses a digest other than SHA-224, SHA-256, SHA-384 and SHA-512",
            ));
        }
    };
    if digest == signed {
        Ok(())
    } else {
        Err(("không khớp: phần tệp đã ký bị sửa sau khi ký", "does not match: the signed part was changed afterwards"))
    }
}

/// The parts of a `SignedData` that tie it to the file.
struct SignedData {
    content: Option<OctetString>,
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
        let content = reader.sequence(|content| {
            content.decode::<ObjectIdentifier>()?;
            content.context_specific(TagNumber(0), TagMode::Explicit)
        })?;
        while Tag::peek(reader)?.is_context_specific() {
            reader.decode::<Any>()?;
        }
        Ok(Self { content, signers: reader.decode()? })
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

/// The signed attribute that has the digest of the content (RFC 5652, 11.2).
fn message_digest(signer: &SignerInfo) -> Option<OctetString> {
    let mut found = signer.signed_attrs.iter().flat_map(|all| all.iter()).filter(|one| one.oid == ID_MESSAGE_DIGEST);
    let only = found.next().filter(|_| found.next().is_none())?;
    let [value] = only.values.as_slice() else { return None };
    value.decode_as().ok()
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
    use der::Encode as _;
    use der::oid::db::rfc3161::ID_CT_TST_INFO;
    use der::oid::db::rfc5911::ID_DATA;
    use der::oid::db::rfc5912::ID_SHA_1;

    use super::*;

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
