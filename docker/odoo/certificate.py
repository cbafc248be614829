"""Make a certificate of our own for trying, where the folder holds none.

Usage: certificate.py FOLDER HOSTNAME

One of ours is made anew 30 days before its end or when the host name changes; one that
an administrator has put there is left alone.
"""

import datetime
import os
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

OURS = "Seutuyp, self-signed for trying"
DAYS, RENEW_DAYS = 365, 30


def needed(file, host):
    """Tell whether a certificate has to be made.

    :param Path file: the certificate, if there is one
    :param str host: the name it has to be for
    :return: True without one, and for one of ours that ends soon or is for another name
    """
    if not file.exists():
        return True
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    organisation = certificate.issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    if not organisation or organisation[0].value != OURS:
        return False
    names = certificate.extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    ).value
    ends = certificate.not_valid_after_utc - datetime.timedelta(days=RENEW_DAYS)
    now = datetime.datetime.now(datetime.timezone.utc)
    return now > ends or host not in names.get_values_for_type(x509.DNSName)


def make(host):
    """Return key and certificate for a host name, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, host[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, OURS),
        ]
    )
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + datetime.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private, certificate.public_bytes(pem)


def put(file, content):
    """Write a file at once; the proxy's user reads it, and only the proxy mounts it."""
    part = file.with_suffix(".part")
    part.write_bytes(content)
    part.chmod(0o444)
    part.replace(file)


def main(folder, host):
    folder = Path(folder)
    # A folder of the administrator's is mounted read-only.
    if not os.access(folder, os.W_OK) or not needed(folder / "fullchain.pem", host):
        return
    private, certificate = make(host)
    put(folder / "privkey.pem", private)
    put(folder / "fullchain.pem", certificate)
    print(f"made a self-signed certificate for {host}: for trying only")


main(*sys.argv[1:])
