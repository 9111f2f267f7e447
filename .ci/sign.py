#!/usr/bin/env python3
"""Signs built PDFs as an office does, with pyHanko, and asks pdfsig, qpdf and `kehoach verify` what they think of it.

Usage: sign.py PROGRAM FOLDER PDF...   (signed files go to FOLDER; every PDF has its sidecar beside it)

The leader signs in his field; then the clerk writes number and day into their blanks and signs for the agency. The
certificates are made up here and thrown away: whether a certificate can be trusted is not what is tested.
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
    """Writes into the blanks, as a note of text that lies inside each."""
    for blank in sidecar["blanks"]:
        page_ref, page = writer.find_page_for_modification(blank["page"] - 1)[0], None
        page = page_ref.get_object()
        height = float(page["/MediaBox"][3])
        left, top = blank["left"] * MM, height - blank["top"] * MM
        box = [left, top - blank["height"] * MM, left + blank["width"] * MM, top]
        width, tall = box[2] - box[0], box[3] - box[1]
        rise = height - blank["baseline"] * MM - box[1]
        look = generic.StreamObject(
            dict_data={
                generic.NameObject("/Type"): generic.NameObject("/XObject"),
                generic.NameObject("/Subtype"): generic.NameObject("/Form"),
                generic.NameObject("/BBox"): generic.ArrayObject(map(generic.FloatObject, [0, 0, width, tall])),
                generic.NameObject("/Resources"): generic.DictionaryObject(
                    {
                        generic.NameObject("/Font"): generic.DictionaryObject(
                            {
                                generic.NameObject("/F"): generic.DictionaryObject(
                                    {
                                        generic.NameObject("/Type"): generic.NameObject("/Font"),
                                        generic.NameObject("/Subtype"): generic.NameObject("/Type1"),
                                        generic.NameObject("/BaseFont"): generic.NameObject("/Times-Roman"),
                                    }
                                )
                            }
                        )
                    }
                ),
            },
            stream_data=f"BT /F {blank['size']} Tf 2 {rise:.2f} Td ({words[blank['name']]}) Tj ET".encode(),
        )
        note = generic.DictionaryObject(
            {
                generic.NameObject("/Type"): generic.NameObject("/Annot"),
                generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
                generic.NameObject("/Rect"): generic.ArrayObject(map(generic.FloatObject, box)),
                generic.NameObject("/F"): generic.NumberObject(4),
                generic.NameObject("/Contents"): generic.pdf_string(words[blank["name"]]),
                generic.NameObject("/DA"): generic.pdf_string("/F 13 Tf 0 g"),
                generic.NameObject("/AP"): generic.DictionaryObject(
                    {generic.NameObject("/N"): writer.add_object(look)}
                ),
            }
        )
        if "/Annots" not in page:
            page[generic.NameObject("/Annots")] = generic.ArrayObject()
        page["/Annots"].append(writer.add_object(note))
        writer.mark_update(page_ref)


def sign(source, target, field, signer, before=lambda writer: None):
    with source.open("rb") as stream, target.open("wb") as out:
        writer = IncrementalPdfFileWriter(stream)
        before(writer)
        # A field of this name must be there, empty: none is made.
        metadata = signers.PdfSignatureMetadata(
            field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        pdf_signer = signers.PdfSigner(metadata, signer=signer)
        pdf_signer.sign_pdf(writer, existing_fields_only=True, output=out)


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def hold(truth, said):
    if not truth:
        sys.exit(f"sign.py: {said}")


def judge(built, signed, trust, program):
    """Every judge's opinion of a file with both signatures."""
    with signed.open("rb") as stream:
        found = PdfFileReader(stream).embedded_signatures
        hold([one.field_name for one in found] == [SIGNER, AGENCY], f"{signed}: not both fields, in order")
        for one in found:
            status = validate_pdf_signature(one, ValidationContext(trust_roots=trust, allow_fetching=False))
            hold(status.intact and status.valid and status.trusted, f"{signed}: {status.summary()}")
    code, said = run("pdfsig", "-nocert", signed)
    hold(said.count("Signature Validation: Signature is Valid.") == 2, said)
    last = said.split("Signature #2")[-1]
    hold("Total document signed" in last and "Not total" not in last, said)
    code, said = run("qpdf", "--check", signed)
    hold(code == 0, said)
    code, said = run(program, "verify", signed, "--built", built)
    hold(code == 0, said)
    return said


def main():
    program, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    leader, clerk = certificate("Nguoi ky thu"), certificate("Co quan thu")
    trust = [leader.signing_cert, clerk.signing_cert]
    words = {"so": "135", "ngay": "15", "thang": "3"}
    for built in map(pathlib.Path, sys.argv[3:]):
        sidecar = json.loads(built.with_suffix(".ky.json").read_text())
        one, two = folder / f"{built.stem}.1.pdf", folder / f"{built.stem}.2.pdf"
        sign(built, one, SIGNER, leader)
        code, said = run(program, "verify", one, "--built", built)
        hold(code == 0, said)
        sign(one, two, AGENCY, clerk, lambda writer: fill(writer, sidecar, words))
        print(judge(built, two, trust, program), end="")
        print(f"{built.name}: both signatures valid")


main()
