#!/usr/bin/env python3
"""Opens one bundle again and again with OpenSSL's library and prints the median in microseconds.

bundle_openssl.py FILE PASSWORD [TIMES]: d2i_PKCS12 and PKCS12_parse, nothing else.
"""

import ctypes
import ctypes.util
import statistics
import sys
import time

crypto = ctypes.CDLL(ctypes.util.find_library("crypto"))
for name in ["BIO_new_mem_buf", "d2i_PKCS12_bio", "OSSL_PROVIDER_load"]:
    getattr(crypto, name).restype = ctypes.c_void_p
pointer = ctypes.c_void_p


def main(file, password, times=1):
    crypto.OSSL_PROVIDER_load(None, b"default")
    crypto.OSSL_PROVIDER_load(None, b"legacy")
    spent = []
    for _ in range(int(times)):
        start = time.perf_counter_ns()
        content = open(file, "rb").read()
        source = pointer(crypto.BIO_new_mem_buf(content, len(content)))
        bundle = pointer(crypto.d2i_PKCS12_bio(source, None))
        key, leaf, chain = pointer(), pointer(), pointer()
        done = crypto.PKCS12_parse(
            bundle,
            password.encode(),
            ctypes.byref(key),
            ctypes.byref(leaf),
            ctypes.byref(chain),
        )
        spent.append((time.perf_counter_ns() - start) // 1000)
        if done != 1 or not key or not leaf:
            sys.exit("OpenSSL did not open it")
        crypto.EVP_PKEY_free(key)
        crypto.X509_free(leaf)
        crypto.OPENSSL_sk_free(chain)
        crypto.PKCS12_free(bundle)
        crypto.BIO_free(source)
    print(int(statistics.median(spent)))


main(*sys.argv[1:])
