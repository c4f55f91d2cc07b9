"""batch_tray.py MEMORY FOLDER TOKENS MODULE: makes tokens with an expired identity each, and a folder of new bundles.

Each token is made alone in a folder of its own, as many at once as there are cores: SoftHSM2 reads all tokens of a
folder at every start, so that making them side by side takes time by their number squared.
"""

import concurrent.futures
import os
import shutil
import subprocess
import sys


def run(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout.decode()}")


class Maker:
    """Makes tokens and bundles below two folders."""

    def __init__(self, memory, folder, module):
        self.memory, self.folder, self.module = memory, folder, module
        self.ca = os.path.join(folder, "ca")
        write(f"{self.ca}.cnf", "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n")
        write(os.path.join(folder, "leaf.cnf"),
              "basicConstraints=critical,CA:false\nextendedKeyUsage=clientAuth\nkeyUsage=critical,digitalSignature\n")
        request("Example Issuing CA", f"{self.ca}.key", f"{self.ca}.req")
        run("openssl", "x509", "-req", "-in", f"{self.ca}.req", "-signkey", f"{self.ca}.key", "-days", "3650",
            "-extfile", f"{self.ca}.cnf", "-out", f"{self.ca}.pem")

    def make(self, number):
        """One token, and the bundle that is for it."""
        own = os.path.join(self.memory, f"made-{number:04}")
        at = lambda name: os.path.join(own, name)
        os.makedirs(at("tokens"))
        write(at("softhsm2.conf"), f"directories.tokendir = {at('tokens')}\nobjectstore.backend = file\n")
        environment = dict(os.environ, SOFTHSM2_CONF=at("softhsm2.conf"))
        name, label = f"operator {number:04}", f"tray-{number:04}"
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", "123456", "--so-pin", "12345678",
            env=environment)
        request(name, at("old.key"), at("old.req"))
        self.sign(own, "old", ["-startdate", "20240101000000Z", "-enddate", "20260101000000Z"])
        for kind, source in (("privkey", "old.key"), ("cert", "old.pem")):
            form = ["-inform", "PEM", "-outform", "DER", "-in", at(source), "-out", at("object")]
            if kind == "privkey":
                run("openssl", "pkcs8", "-topk8", "-nocrypt", *form)
            else:
                run("openssl", "x509", *form)
            run("pkcs11-tool", "--module", self.module, "--token-label", label, "--login", "--pin", "123456",
                "--write-object", at("object"), "--type", kind, "--id", "01", "--label", name, env=environment)
        request(name, at("new.key"), at("new.req"))
        self.sign(own, "new", ["-days", "730"])
        run("openssl", "pkcs12", "-export", "-inkey", at("new.key"), "-in", at("new.pem"), "-certfile",
            f"{self.ca}.pem", "-name", name, "-passout", f"file:{self.folder}/password",
            "-out", os.path.join(self.memory, "cd", f"{number:04}.p12"))
        for token in os.listdir(at("tokens")):
            shutil.move(os.path.join(at("tokens"), token), os.path.join(self.memory, "template", "tokens", token))
        shutil.rmtree(own)

    def sign(self, own, name, dates):
        """`openssl x509` sets no date in the past before OpenSSL 3.4; `ca` always did."""
        at = lambda file: os.path.join(own, file)
        write(at("index.txt"), "")
        write(at("ca.cnf"),
              f"[ca]\ndefault_ca=desk\n[desk]\ndatabase={at('index.txt')}\nnew_certs_dir={own}\ndefault_md=sha256\n"
              "policy=names\nrand_serial=yes\nunique_subject=no\n[names]\nC=optional\nO=optional\nCN=supplied\n")
        run("openssl", "ca", "-batch", "-notext", "-config", at("ca.cnf"), "-cert", f"{self.ca}.pem",
            "-keyfile", f"{self.ca}.key", "-extfile", os.path.join(self.folder, "leaf.cnf"),
            "-in", at(f"{name}.req"), "-out", at(f"{name}.pem"), *dates)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def request(name, key, file):
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/C=JP/O=Example Energy/CN={name}",
        "-keyout", key, "-out", file)


def main():
    memory, folder, tokens, module = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    maker = Maker(memory, folder, module)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(maker.make, range(1, tokens + 1)):
            pass


main()
