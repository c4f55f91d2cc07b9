#!/usr/bin/env python3
"""Writes bundles that cost one iteration, one of each shape, into a folder: seeds for the `bundle` target."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "fixtures/bundle"))

from cases_encoder import identity  # noqa: E402
from encode import *  # noqa: E402
from material import Material  # noqa: E402


def main(folder):
    m, password = Material(), "password"
    for old, new in [(m.rsa, m.rsa1024)]:
        # Short keys keep the seeds short.
        del old
        m.rsa = new
    styles = {"der": Der(), "indefinite": Indefinite(), "nested": Nested(), "long": LongLengths()}
    schemes = {
        "aes256": Pbes2(iterations=1),
        "aes128-sha1": Pbes2("AES-128-CBC", "SHA1", 1, prf_absent=True),
        "3des-sha512": Pbes2("3DES", "SHA512", 1),
        "scrypt": Pbes2(scrypt=(2, 1, 1)),
        **{name.lower(): Pbe(name, 1) for name in LEGACY},
    }
    macs = {"none": None, "sha1": Mac("SHA1", 1), "sha512": Mac("SHA512", 1), "pbmac1": Pbmac1(iterations=1)}
    holders = {"rsa": m.rsa1024, "ec": m.p256, "ed25519": m.ed25519, "k256": m.k256}
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)

    def put(name, content):
        (out / name).write_bytes(content)

    der = styles["der"]
    for name, style in styles.items():
        put(f"style-{name}", pfx(style, identity(style, m.rsa1024, schemes["aes256"], password), macs["none"], password))
    for name, scheme in schemes.items():
        put(f"scheme-{name}", pfx(der, identity(der, m.p256, scheme, password, chain=False), macs["none"], password))
    for name, mac in macs.items():
        put(f"mac-{name}", pfx(der, identity(der, m.p256, schemes["aes256"], password, chain=False), mac, password))
    for name, holder in holders.items():
        for kind, style in styles.items():
            link = [key_id(style, b"\1"), friendly(style, "名前")]
            bags = [key_bag(style, holder.pkcs8, link), cert_bag(style, holder.der, link)]
            bags += [cert_bag(style, it) for it in holder.chain_der]
            put(f"plain-{name}-{kind}", pfx(style, [plain(style, *bags)], None, password))
    inner = der.seq(key_bag(der, m.p256.pkcs8))
    extra = [bag(der, "4", der.seq()), bag(der, "5", der.seq()), bag(der, "6", inner)]
    put("bags", pfx(der, [plain(der, *extra, cert_bag(der, m.p256.der))], None, password))


if __name__ == "__main__":
    main(sys.argv[1])
