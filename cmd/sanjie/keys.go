package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

// privateKey reads a private key from a PEM file in the form of PKCS #8.
func privateKey(name string) (ed25519.PrivateKey, error) {
	der, err := pemOf(name, "PRIVATE KEY")
	if err == nil {
		if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
			if key, ok := key.(ed25519.PrivateKey); ok {
				return key, nil
			}
		}
		err = fmt.Errorf("%s: is no private key of Ed25519; make one with openssl genpkey -algorithm ed25519", name)
	}
	return nil, err
}

// publicKey reads a public key from a PEM file.
func publicKey(name string) (ed25519.PublicKey, error) {
	der, err := pemOf(name, "PUBLIC KEY")
	if err == nil {
		if key, err := x509.ParsePKIXPublicKey(der); err == nil {
			if key, ok := key.(ed25519.PublicKey); ok {
				return key, nil
			}
		}
		err = fmt.Errorf("%s: is no public key of Ed25519; make one with openssl pkey -pubout", name)
	}
	return nil, err
}

// pemOf returns what the first block of a PEM file holds.
func pemOf(name, kind string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("%s: has no %s in the form of PEM", name, kind)
	}
	return block.Bytes, nil
}
