package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// certified is the certificate of pupil2.
type certified struct {
	text   []byte // of the file
	signed *scenario.Signed
	public ed25519.PublicKey
}

// exampleKey is a key for examples only: everybody can make it.
func exampleKey() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("threeyears: a key for examples only"))
	return ed25519.NewKeyFromSeed(seed[:])
}

// certify issues a certificate of all career experience of pupil2.
func (w *world) certify() (certified, error) {
	d := record.Draft{
		Serial: "2026-p2", Learner: pupil2, Issuer: "某中学（示例）", Issued: w.records.Terms[5].To,
		Standards: []record.StandardID{labor, experience, bonus}, Credits: w.archive.Account.Credits(pupil2),
	}
	for _, e := range w.archive.Book.Of(pupil2) {
		if e.Course != lessons {
			d.Entries = append(d.Entries, e.ID)
		}
	}
	c, err := w.archive.Book.Certify(d)
	if err != nil {
		return certified{}, err
	}
	key := exampleKey()
	signature, err := c.Sign(key)
	if err != nil {
		return certified{}, err
	}
	x := certified{signed: &scenario.Signed{Certificate: c, Signature: signature}, public: key.Public().(ed25519.PublicKey)}
	var b bytes.Buffer
	err = scenario.WriteCompletion(&b, x.signed)
	x.text = b.Bytes()
	return x, err
}

// damaged are copies of the certificate that somebody has changed.
func (x *certified) damaged() []struct{ what, text string } {
	text := string(x.text)
	return []struct{ what, text string }{
		{"as issued", text},
		{"a visit of 8 class hours", strings.Replace(text, `"hours": 4`, `"hours": 8`, 1)},
		{"another credit", strings.Replace(text, `"credits": 2`, `"credits": 3`, 1)},
		{"one day earlier", strings.Replace(text, "2026-03-25", "2026-03-24", 1)},
	}
}

// checked says whether a text is a certificate with a good signature, as anybody can
// who has the public key.
func (x *certified) checked(text string) string {
	s, err := scenario.ReadCompletion(strings.NewReader(text))
	if err == nil {
		err = s.Check(x.public, s.Signature)
	}
	if err != nil {
		return "refused: " + strings.TrimPrefix(err.Error(), "record: ")
	}
	return fmt.Sprintf("good, digest %.8s…", s.Digest())
}
