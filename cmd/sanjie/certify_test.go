package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"path/filepath"
	"strings"
	"testing"
)

// doneSmall is what class s1-501 of the small scenario has done; its second visit
// was a mistake.
const doneSmall = `{
  "format": "sanjie.records/v1",
  "providers": [{"center": "c1", "standings": [{"from": "2026-01-01", "status": "licensed"}]}],
  "learners": [{"id": "s1-501", "school": "s1", "years": [{"grade": "5", "from": "2026-09-01", "to": "2027-08-31"}]}],
  "entries": [
    {"id": "e1", "learner": "s1-501", "date": "2026-09-08", "course": "make", "center": "c1", "hours": 4},
    {"id": "e2", "learner": "s1-501", "date": "2026-09-10", "course": "see", "center": "c1", "hours": 3},
    {"id": "e3", "learner": "s1-501", "date": "2026-09-10", "voids": "e2"},
    {"id": "e4", "learner": "s1-501", "date": "2026-12-08", "course": "see", "center": "c1", "hours": 3}
  ]
}
`

// keys writes a key of a seed of one repeated byte, and returns both files.
func keys(t *testing.T, seed byte) (private, public string) {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, 32))
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	private = file(t, "key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
	if der, err = x509.MarshalPKIXPublicKey(key.Public()); err != nil {
		t.Fatal(err)
	}
	return private, file(t, "pub.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})))
}

// TestCertify issues a certificate, damages it and has it checked.
func TestCertify(t *testing.T) {
	private, public := keys(t, 1)
	_, others := keys(t, 2)
	out := filepath.Join(t.TempDir(), "c.json")
	got := sanjie(t, "", "certify", "-i", file(t, "small.json", small), "-records", file(t, "records.json", doneSmall),
		"-learner", "s1-501", "-serial", "17", "-issuer", "番职体验中心", "-issued", "2026-12-31", "-key", private, "-o", out)
	if got != (result{}) {
		t.Fatalf("%+v, want nothing but the file", got)
	}
	sound := contents(t, out)
	tests := []struct {
		name     string
		reason   string
		old, new string
		key      string
		code     int
		says     string
	}{
		{"sound", "nothing is replaced", "", "", public, done, "valid: 7 class hours of s1-501 in 2 visits, certified by 番职体验中心 on 2026-12-31 as 17\ndigest "},
		{"blank space", "it says nothing", "\n", "\n\n", public, done, "valid: 7"},
		{"another issuer", "nobody signed that", "番职", "职番", public, no, "not valid: the signature is not of this certificate and key\n"},
		{"another's key", "it was not theirs", "", "", others, no, "not valid: the signature is not of this certificate and key\n"},
		{"unknown field", "misspelled", `"signature"`, `"signed"`, public, bad, "is an unknown field"},
		{"more hours", "they are not the sum", `"hours": 7`, `"hours": 8`, public, bad, "line 11: /hours: \"8\" are not those of what was completed; state their sum, 7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sanjie(t, strings.Replace(sound, tt.old, tt.new, 1), "certify", "-check", "-", "-pub", tt.key)
			if got.code != tt.code || !strings.Contains(got.out+got.err, tt.says) {
				t.Errorf("%+v, want exit %d and %q: %s", got, tt.code, tt.says, tt.reason)
			}
		})
	}
	unsigned := sound[:strings.Index(sound, ",\n  \"signature\"")] + "\n}\n"
	if got := sanjie(t, unsigned, "certify", "-check", "-", "-pub", public); got.code != no || got.out != "not valid: it is not signed\n" {
		t.Errorf("without a signature: %+v", got)
	}
}

// TestCertifyRefuses: bad usage and bad input, and then nothing is written.
func TestCertifyRefuses(t *testing.T) {
	private, public := keys(t, 1)
	scenario, records := file(t, "small.json", small), file(t, "records.json", doneSmall)
	tests := []struct {
		name   string
		reason string
		flag   string
		value  string // instead of the sound one
		says   string
	}{
		{"no scenario", "it has the courses", "-i", "", "-i is required"},
		{"no records", "they say what was done", "-records", "", "-records is required"},
		{"no learner", "it is somebody's", "-learner", "", "-learner is required"},
		{"no serial", "an issuer tells certificates apart by it", "-serial", "", "-serial is required"},
		{"no issuer", "somebody certifies it", "-issuer", "", "-issuer is required"},
		{"no date", "nobody reads a clock", "-issued", "", "-issued"},
		{"no key", "keys are the caller's", "-key", "", "-key is required"},
		{"no such day", "a date", "-issued", "2026-02-30", "is not a date"},
		{"nobody", "the records do not have them", "-learner", "s1-502", `no learner "s1-502"`},
		{"nothing done", "no visit counts then", "-dates", "2027-01-01/", `nothing that counts for "s1-501"`},
		{"a voided visit", "it does not count", "-dates", "2026-09-10", "nothing that counts"},
		{"done later", "nobody certifies what is to come", "-issued", "2026-12-07", "was done on 2026-12-08, after the day of issue"},
		{"public key", "it does not sign", "-key", public, "has no PRIVATE KEY in the form of PEM"},
		{"no PEM", "something else", "-key", scenario, "has no PRIVATE KEY in the form of PEM"},
		{"broken key", "it is none of Ed25519", "-key", file(t, "broken.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), "is no private key of Ed25519"},
		{"bad records", "findings have their place", "-records", file(t, "bad.json", strings.Replace(doneSmall, `"hours": 4`, `"hours": 0`, 1)), "line 6: /entries/0/hours"},
		{"two from one stream", "which is which", "-records", "-", "cannot both be standard input"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "c.json")
			flags := map[string]string{"-i": scenario, "-records": records, "-learner": "s1-501", "-serial": "1", "-issuer": "c", "-issued": "2026-12-31", "-key": private, "-o": out}
			if tt.value == "-" {
				flags["-i"] = "-"
			}
			flags[tt.flag] = tt.value
			args := []string{"certify"}
			for name, value := range flags {
				args = append(args, name+"="+value)
			}
			got := sanjie(t, "", args...)
			if got.code != bad || !strings.Contains(got.err, tt.says) || got.out != "" {
				t.Errorf("%+v, want %q: %s", got, tt.says, tt.reason)
			}
			if files, _ := filepath.Glob(out + "*"); len(files) > 0 {
				t.Errorf("written: %v", files)
			}
		})
	}
	if got := sanjie(t, doneSmall, "certify", "-check", "-"); got.code != bad || !strings.Contains(got.err, "-pub is required") {
		t.Errorf("checked without a key: %+v", got)
	}
}
