#!/usr/bin/env python3
"""Signs built PDFs as an office does, with pyHanko, and asks pdfsig, qpdf and `kehoach verify` what they think of it.

Usage: sign.py PROGRAM DIRECTORY PDF...   (signed files go to DIRECTORY; every PDF has its sidecar beside it)

The leader signs in his field; then the clerk writes number and day into their blanks and signs for the agency; later an
archive stamps the time. The certificates are made up here and thrown away: whether a certificate can be trusted is not what is tested.
"""

import datetime
import json
import pathlib
import subprocess
import sys

from asn1crypto import keys, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

MM = 72 / 25.4
SIGNER, AGENCY = "ChuKyNguoiKy", "ChuKyCoQuan"


def certificate(name):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    der = serialization.Encoding.DER
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(made.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(
            key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        ),
        cert_registry=SimpleCertificateStore(),
    )


def fill(writer, sidecar, words):
    """Writes into the blanks: a note of text inside each."""
    name, numbers = generic.NameObject, lambda values: generic.ArrayObject(map(generic.FloatObject, values))
    for blank in sidecar["blanks"]:
        if blank["name"] not in words:
            continue
        page_reference = writer.find_page_for_modification(blank["page"] - 1)[0]
        page = page_reference.get_object()
        height = float(page["/MediaBox"][3])
        left, top = blank["left"] * MM, height - blank["top"] * MM
        width, tall = blank["width"] * MM, blank["height"] * MM
        rise = height - blank["baseline"] * MM - (top - tall)
        style = "/Times-Roman" if blank["name"] == "so" else "/Times-Italic"
        font = {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name(style)}
        fonts = generic.DictionaryObject({name("/F"): generic.DictionaryObject(font)})
        look = generic.StreamObject(
            dict_data={
                name("/Type"): name("/XObject"),
                name("/Subtype"): name("/Form"),
                name("/BBox"): numbers([0, 0, width, tall]),
                name("/Resources"): generic.DictionaryObject({name("/Font"): fonts}),
            },
            stream_data=f"BT /F {blank['size']} Tf 2 {rise:.2f} Td ({words[blank['name']]}) Tj ET".encode(),
        )
        note = {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FreeText"),
            name("/Rect"): numbers([left, top - tall, left + width, top]),
            name("/F"): generic.NumberObject(4),
            name("/Contents"): generic.pdf_string(words[blank["name"]]),
            name("/DA"): generic.pdf_string("/F 13 Tf 0 g"),
            name("/AP"): generic.DictionaryObject({name("/N"): writer.add_object(look)}),
        }
        if "/Annots" not in page:
            page[name("/Annots")] = generic.ArrayObject()
        page["/Annots"].append(writer.add_object(generic.DictionaryObject(note)))
        writer.mark_update(page_reference)


def type_in(writer, sidecar, words):
    """Types into the fields of the blanks, as a form is filled in."""
    name, numbers = generic.NameObject, lambda values: generic.ArrayObject(map(generic.FloatObject, values))
    form = writer.root["/AcroForm"]
    typed = {blank["field"]: (blank, words[blank["name"]]) for blank in sidecar["blanks"] if blank["name"] in words}
    for reference in form["/Fields"]:
        field = reference.get_object()
        if field["/T"] not in typed:
            continue
        blank, word = typed[field["/T"]]
        left, bottom, right, top = map(float, field["/Rect"])
        rise = blank["height"] * MM - (blank["baseline"] - blank["top"]) * MM
        look = generic.StreamObject(
            dict_data={
                name("/Type"): name("/XObject"),
                name("/Subtype"): name("/Form"),
                name("/BBox"): numbers([0, 0, right - left, top - bottom]),
                name("/Resources"): generic.DictionaryObject({name("/Font"): form["/DR"]["/Font"]}),
            },
            stream_data=f"/Tx BMC q BT {field['/DA']} 2 {rise:.2f} Td ({word}) Tj ET Q EMC".encode(),
        )
        field[name("/V")] = generic.pdf_string(word)
        field[name("/AP")] = generic.DictionaryObject({name("/N"): writer.add_object(look)})
        writer.mark_update(reference)


def sign(source, target, field, signer, before=lambda writer: None, certifies=False):
    with source.open("rb") as stream, target.open("wb") as out:
        writer = IncrementalPdfFileWriter(stream)
        before(writer)
        # A field of this name must be there, empty: none is made.
        metadata = signers.PdfSignatureMetadata(
            field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", certify=certifies,
            docmdp_permissions=fields.MDPPerm.FILL_FORMS if certifies else None,
        )
        pdf_signer = signers.PdfSigner(metadata, signer=signer)
        pdf_signer.sign_pdf(writer, existing_fields_only=True, output=out)


def stamp(source, target, authority):
    """Stamps the time; the digest of the file and that of the stamp are of two algorithms."""
    with source.open("rb") as stream, target.open("wb") as out:
        stamper = DummyTimeStamper(authority.signing_cert, authority.signing_key, authority.cert_registry)
        signers.PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(stream), md_algorithm="sha512", output=out)


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def hold(truth, said):
    if not truth:
        sys.exit(f"sign.py: {said}")


def valid(signed, trust, filled):
    """What pyHanko thinks of the two signatures. It knows no notes in a form: what the clerk filled in is not its matter."""
    with signed.open("rb") as stream:
        found = PdfFileReader(stream).embedded_signatures
        hold([one.field_name for one in found] == [SIGNER, AGENCY], f"{signed}: not both fields, in order")
        for one in found:
            context = ValidationContext(trust_roots=trust, allow_fetching=False)
            status = validate_pdf_signature(one, context, skip_diff=filled)
            good = status.intact and status.valid and status.trusted
            hold(good and (filled or status.bottom_line), f"{signed}: {status.summary()}")


def judge(built, signed, program):
    """Every other judge's opinion of a file with both signatures."""
    code, said = run("pdfsig", "-nocert", signed)
    hold(said.count("Signature Validation: Signature is Valid.") == 2, said)
    last = said.split("Signature #2")[-1]
    hold("Total document signed" in last and "Not total" not in last, said)
    code, said = run("qpdf", "--check", signed)
    hold(code == 0, said)
    code, said = run(program, "verify", signed, "--built", built)
    hold(code == 0 and "ĐẠT:" in said, said)


def tampered(signed, directory):
    """Ways to tamper with a signed file: name, file, and the words that must be said of it."""

    def bytes_of(name, change, words):
        target = directory / f"{name}.pdf"
        target.write_bytes(change(signed.read_bytes()))
        return name, target, words

    def revised(name, change, words):
        target = directory / f"{name}.pdf"
        with signed.open("rb") as stream, target.open("wb") as out:
            writer = IncrementalPdfFileWriter(stream)
            # Without a new object, pyHanko writes a wrong number of objects: that would be refused first.
            empty(writer)
            change(writer)
            writer.write(out)
        return name, target, words

    def page(writer, number=0):
        reference = writer.find_page_for_modification(number)[0]
        writer.mark_update(reference)
        return reference.get_object()

    def field(writer, name):
        for found in writer.root["/AcroForm"]["/Fields"]:
            if found.get_object()["/T"] == name:
                writer.mark_update(found)
                return found.get_object()
        raise KeyError(name)

    def root(writer):
        writer.update_root()
        return writer.root

    name, number = generic.NameObject, generic.NumberObject
    dictionary = generic.DictionaryObject

    def empty(writer):
        return writer.add_object(generic.StreamObject(stream_data=b"BT ET"))

    def note(writer):
        where = generic.ArrayObject(map(number, [85, 400, 300, 420]))
        added = {name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): where}
        sheet = page(writer)
        if "/Annots" not in sheet:
            sheet[name("/Annots")] = generic.ArrayObject()
        sheet["/Annots"].append(writer.add_object(dictionary(added)))

    def other_byte(found):
        start = found.index(b"stream\n") + 400
        return found[:start] + bytes([found[start] ^ 1]) + found[start + 1 :]

    return [
        bytes_of("byte", other_byte, "phần đầu của tệp không phải tệp đã dựng"),
        bytes_of("rest", lambda found: found + b"%more\n1 0 obj\n", "dữ liệu lạ sau dấu kết thúc"),
        revised("word", lambda w: page(w).__setitem__("/Contents", empty(w)), "nội dung trang 1 bị sửa"),
        revised("page", lambda w: page(w).__setitem__("/Contents", page(w, 1).raw_get("/Contents")), "nội dung trang 1 bị sửa"),
        revised("fonts", lambda w: page(w).__setitem__("/Resources", dictionary()), "phông chữ hoặc hình ảnh của trang 1"),
        revised("turned", lambda w: page(w).__setitem__("/Rotate", number(180)), "chiều của trang 1 bị sửa"),
        revised("note", note, "chú thích kiểu FreeText được thêm vào trang 1"),
        revised("removed", lambda w: field(w, SIGNER).__delitem__("/V"), f"chữ ký ở ô {SIGNER} bị gỡ"),
        revised(
            "shown",
            lambda w: field(w, AGENCY).__setitem__("/AP", dictionary({name("/N"): empty(w)})),
            f"hình hiển thị ở ô {AGENCY} bị thay",
        ),
        revised(
            "moved",
            lambda w: field(w, AGENCY).__setitem__("/Rect", generic.ArrayObject(map(number, [0, 0, 9, 9]))),
            f"ô {AGENCY} bị dời chỗ",
        ),
        revised(
            "script",
            lambda w: root(w).__setitem__("/OpenAction", dictionary({name("/S"): name("/JavaScript")})),
            "có lệnh tự chạy",
        ),
        revised(
            "attached",
            lambda w: root(w).__setitem__("/Names", dictionary({name("/EmbeddedFiles"): dictionary()})),
            "có tệp đính kèm",
        ),
    ]


def main():
    program, directory = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    leader, clerk = certificate("Nguoi ky thu"), certificate("Co quan thu")
    trust = [leader.signing_cert, clerk.signing_cert]
    words = {"so": "135", "ngay": "15", "thang": "3"}
    signed = 0
    for built in map(pathlib.Path, sys.argv[3:]):
        sidecar = json.loads(built.with_suffix(".ky.json").read_text())
        one = directory / f"{built.stem}.1.pdf"
        sign(built, one, SIGNER, leader)
        code, said = run(program, "verify", one, "--built", built)
        hold(code == 0, said)
        for filled in [False, True]:
            two = directory / f"{built.stem}.{'3' if filled else '2'}.pdf"
            sign(one, two, AGENCY, clerk, lambda writer: fill(writer, sidecar, words if filled else {}))
            valid(two, trust, filled)
            judge(built, two, program)
            signed += 1
        # The leader certifies: number and day go into their fields, and pyHanko too finds that nothing else has changed.
        one, typed = directory / f"{built.stem}.5.pdf", directory / f"{built.stem}.6.pdf"
        sign(built, one, SIGNER, leader, certifies=True)
        sign(one, typed, AGENCY, clerk, lambda writer: type_in(writer, sidecar, words))
        valid(typed, trust, False)
        judge(built, typed, program)
        signed += 1
        stamped = directory / f"{built.stem}.4.pdf"
        stamp(two, stamped, clerk)
        code, said = run(program, "verify", stamped, "--built", built)
        hold(code == 0 and "đóng dấu thời gian" in said, said)
    hold(signed > 0, "nothing was signed")
    refused = tampered(two, directory)
    for name, file, words in refused:
        code, said = run(program, "verify", file, "--built", built)
        hold(code == 1 and words in said, f"{name}: {words}\n{said}")
    print(f"sign.py: {signed} files with two valid signatures each; {len(refused)} tampered files refused")


main()
