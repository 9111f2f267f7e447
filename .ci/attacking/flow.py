"""The real flow of a commune in its usual forms: each must be accepted."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

from . import hostile, pdf
from .pdf import AGENCY, SIGNER, raw, stream, with_key

KIND = "B quy trình thật"


def hanko(source, signer, field, *, spec=None, level=None, stamper=None, style=None, before=None, ltv=False, lta=False, roots=None):
    """Signs with pyHanko; `spec` is the place of a field of its own."""
    writer = IncrementalPdfFileWriter(io.BytesIO(source))
    if before:
        before(writer)
    new = fields.SigFieldSpec(field, on_page=spec[0], box=spec[1]) if spec else None
    context = ValidationContext(trust_roots=roots, allow_fetching=False) if ltv else None
    metadata = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256",
        certify=level is not None, docmdp_permissions=level or fields.MDPPerm.FILL_FORMS,
        validation_context=context, embed_validation_info=ltv, use_pades_lta=lta,
    )
    made = signers.PdfSigner(metadata, signer, timestamper=stamper, stamp_style=style, new_field_spec=new)
    out = io.BytesIO()
    made.sign_pdf(writer, existing_fields_only=spec is None, output=out)
    return out.getvalue()


def stamp(source, stamper, roots=None):
    out = io.BytesIO()
    signers.PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(source)), md_algorithm="sha256", output=out)
    return out.getvalue()


def flows(built, plain, leader, clerk, curve, authority, font):
    two = fields.MDPPerm.FILL_FORMS
    style = TextStampStyle(stamp_text="%(signer)s\n%(ts)s", border_width=0)
    stamper = DummyTimeStamper(authority.signing_cert, authority.signing_key, authority.cert_registry)
    roots = [leader.signing_cert, clerk.signing_cert, authority.signing_cert, curve.signing_cert]
    last = built.sidecar["fields"][0]["page"] - 1
    so, ngay, thang = (built.blank(name)[:4] for name in ("so", "ngay", "thang")) if len(built.sidecar["blanks"]) > 2 else (*[built.blank(n)[:4] for n in ("so", "ngay")], None)

    def numbers(source, **more):
        for name, box in (("MauSo", so), ("MauNgay", ngay), ("MauThang", thang)):
            if box:
                source = hanko(source, clerk, name, spec=(0, box), style=style, **more)
        return source

    first = hanko(built.bytes, leader, SIGNER)
    both = hanko(first, clerk, AGENCY)
    yield "leader, then agency", both
    yield "leader alone", first
    yield "visible", hanko(hanko(built.bytes, leader, SIGNER, style=style), clerk, AGENCY, style=style)
    yield "elliptic curve", hanko(hanko(built.bytes, curve, SIGNER), clerk, AGENCY)
    yield "number and day as signature widgets", hanko(numbers(first), clerk, AGENCY)
    yield "number and day after the seal as signature widgets", numbers(both)
    yield "certified P=2, then widgets and seal", hanko(numbers(hanko(built.bytes, leader, SIGNER, level=two)), clerk, AGENCY)
    yield "certified P=2, then seal", hanko(hanko(built.bytes, leader, SIGNER, level=two), clerk, AGENCY)
    yield "certified P=3, then seal", hanko(hanko(built.bytes, leader, SIGNER, level=fields.MDPPerm.ANNOTATE), clerk, AGENCY)
    own = hanko(built.bytes, leader, "Signature1", spec=(last, built.area(SIGNER)), style=style)
    yield "the leader's own field, our agency's", hanko(own, clerk, AGENCY)
    yield "our leader's field, the agency's own", hanko(first, clerk, "Signature2", spec=(last, built.area(AGENCY)), style=style)
    yield "both fields their own", hanko(own, clerk, "Signature2", spec=(last, built.area(AGENCY)), style=style)
    yield "a field smaller than ours", hanko(built.bytes, leader, "Nho", spec=(last, tuple(v + d for v, d in zip(built.area(SIGNER), (20, 10, -20, -10)))), style=style)
    yield "invisible field of its own", hanko(first, clerk, "An", spec=(0, (0, 0, 0, 0)))
    third = hanko(both, leader, "Thu3", spec=(0, (0, 0, 0, 0)))
    yield "a third signature", third
    yield "a third signature in the top margin", hanko(both, clerk, "SaoY", spec=(0, (300, 800, 500, 835)), style=style)
    yield "without fields", hanko(hanko(plain.bytes, leader, "L", spec=(last, built.area(SIGNER)), style=style), clerk, "C", spec=(last, built.area(AGENCY)), style=style)
    bt = hanko(hanko(built.bytes, leader, SIGNER, stamper=stamper), clerk, AGENCY, stamper=stamper)
    yield "B-T", bt
    yield "B-LT", hanko(hanko(built.bytes, leader, SIGNER, stamper=stamper), clerk, AGENCY, stamper=stamper, ltv=True, roots=roots)
    lta = hanko(hanko(built.bytes, leader, SIGNER, stamper=stamper), clerk, AGENCY, stamper=stamper, ltv=True, lta=True, roots=roots)
    yield "B-LTA", lta
    yield "B-LTA renewed", stamp(stamp(lta, stamper), stamper)
    yield "certified P=1 and a time stamp", stamp(hanko(built.bytes, leader, SIGNER, level=fields.MDPPerm.NO_CHANGES), stamper)
    fresh = pdf.size(both)
    yield "an update with a cross-reference stream", hostile.xref_stream(both, [], [(fresh, b"<</A 1>>"), (built.pages[0], raw(both, built.pages[0]))])
    yield "update by xref stream, then a signature", hanko(hostile.xref_stream(first, [], [(fresh, b"<</A 1>>")]), clerk, AGENCY)
    raw_signed = pdf.sign(built.bytes, leader, SIGNER, built.fields[SIGNER])
    yield "signed byte for byte", pdf.sign(raw_signed, clerk, AGENCY, built.fields[AGENCY])
    yield "iText's comment", itext(built, leader)
    left, _, _, _, base = built.blank("so")
    program = font("plain")
    for name, source, signer, field in (("before the leader", built.bytes, leader, SIGNER), ("after the leader", raw_signed, clerk, AGENCY)):
        yield f"a TrueType stamp {name}", stamped(built, source, signer, field, left + 2, base, program)
    yield "a number as a note", noted(built, raw_signed, clerk)
    yield "a number as a text field", noted(built, raw_signed, clerk, field=True)


def itext(built, leader):
    number = built.fields[SIGNER]
    fresh = pdf.size(built.bytes)
    body = with_key(raw(built.bytes, number), b"V", b"%d 0 R" % fresh)
    made = pdf.region(built.bytes, [(number, body), (fresh, pdf.signature())])
    at = made.rindex(b"startxref")
    return pdf.seal(made[:at] + b"%iText-5.5.13.1\n" + made[at:], lambda digest: pdf.message(leader, digest))


def stamped(built, source, signer, field, x, y, program):
    page, fresh = built.pages[0], pdf.size(source)
    sheet = raw(source, page)
    resources = next(value for key, value in pdf.entries_of(sheet) if key == b"Resources")
    if resources.endswith(b"R"):
        resources = raw(source, int(resources.split()[0]))
    fonts = next(value for key, value in pdf.entries_of(resources) if key == b"Font")
    if fonts.endswith(b"R"):
        fonts = raw(source, int(fonts.split()[0]))
    new = with_key(sheet, b"Resources", with_key(resources, b"Font", fonts[:-2] + b"/Xi0 %d 0 R>>" % (fresh + 2)))
    new = with_key(new, b"Contents", b"[%d 0 R %d 0 R %d 0 R]" % (fresh, built.content, fresh + 1))
    content = b"\nQ\nq 0 g BT /Xi0 13 Tf %.2f %.2f Td (135) Tj ET Q\n" % (x, y)
    objects = [(page, new), (fresh, stream(b"q\n")), (fresh + 1, stream(content)), *hostile.embedded(fresh + 2, program)]
    return pdf.sign(source, signer, field, built.fields[field], objects=objects)


def noted(built, source, clerk, field=False):
    page, fresh = built.pages[0], pdf.size(source)
    box = built.blank("so")[:4]
    kind = b"/Subtype/Widget/FT/Tx/T(So)/V(135)" if field else b"/Subtype/FreeText/Contents(135)"
    body = b"<</Type/Annot%s/F 4/DA(/F 13 Tf)/Rect[%.2f %.2f %.2f %.2f]/AP<</N %d 0 R>>>>" % (kind, *box, fresh)
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>"
    objects = [(page, pdf.add_to_list(raw(source, page), b"Annots", fresh + 1)), (fresh, hostile.look(b"BT /F 13 Tf 2 3 Td (135) Tj ET", box, font)), (fresh + 1, body)]
    if field:
        objects.append((built.form, pdf.add_to_list(raw(source, built.form), b"Fields", fresh + 1)))
    return pdf.sign(source, clerk, AGENCY, built.fields[AGENCY], objects=objects)
