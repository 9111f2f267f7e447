//! The identity of the file after the update: the first identifier stays, the second is new, and the XMP packet has it too.

use lopdf::{Document, Object, ObjectId};

use super::{SignError, xmp};

/// Gives an updated file its new second identifier. The metadata stream must be in the new part already.
pub(super) fn renew(update: &mut Document, metadata: ObjectId, instance: &str) -> Result<(), SignError> {
    let wrong = SignError::Unexpected;
    let identifiers = update.trailer.get_mut(b"ID").and_then(Object::as_array_mut)?;
    *identifiers.get_mut(1).ok_or(wrong("the trailer has no second identifier"))? =
        Object::string_literal(instance.as_bytes());
    let stream = update.get_object_mut(metadata).and_then(Object::as_stream_mut)?;
    let packet = String::from_utf8(stream.get_plain_content()?).map_err(|_| wrong("the XMP packet is not UTF-8"))?;
    let renewed = xmp::with_instance(&packet, instance).ok_or(wrong("the XMP packet has no InstanceID"))?;
    stream.set_plain_content(renewed.into_bytes());
    Ok(())
}
