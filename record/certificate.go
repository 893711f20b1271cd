package record

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/oneline"
)

// CompletionFormat is the "format" of a certificate of completion.
const CompletionFormat = "sanjie.completion/v1"

// Serial is an issuer's own number of a certificate; opaque, nonempty and at most
// 128 bytes.
type Serial string

// Completion is what a certificate of completion says.
type Completion struct {
	Serial    Serial                `json:"serial"`
	Learner   curriculum.CohortID   `json:"learner"` // a pseudonym
	Issuer    string                `json:"issuer"`
	Issued    capacity.Date         `json:"issued"`
	Completed []Completed           `json:"completed"`          // at least one; by date, then by entry
	Hours     curriculum.ClassHours `json:"hours"`              // of all completed
	Standards []StandardID          `json:"standards,omitzero"` // met, as the issuer says; ascending
	Credits   []SubjectCredits      `json:"credits,omitzero"`   // earned, as the issuer says; by subject
}

// Completed is an entry of a book as a certificate states it.
type Completed struct {
	Entry  EntryID               `json:"entry"`
	Date   capacity.Date         `json:"date"`
	Course curriculum.CourseID   `json:"course"`
	Name   string                `json:"name,omitzero"` // of the course
	Center capacity.CenterID     `json:"center"`
	Hours  curriculum.ClassHours `json:"hours"`
}

// Certificate is a certificate of completion (结业证书): a completion in its
// canonical form, whose digest and signature can be checked by anyone, offline.
// It is immutable. The certificate of a bound is [matching.Certificate], which
// has nothing to do with it.
//
// [matching.Certificate]: https://pkg.go.dev/github.com/sanjie-edu/sanjie/matching#Certificate
type Certificate struct {
	completion Completion
	canonical  []byte
}

// ErrSignature is the error of [Certificate.Check] when the signature is not of
// the certificate and the key.
var ErrSignature = errors.New("record: the signature is not of this certificate and key")

// document is a completion as its canonical form has it.
type document struct {
	Format string `json:"format"`
	Completion
}

// NewCertificate validates a completion. The error is a [*finding.Error] with
// every finding, at paths such as "/completed/0/date". What is given is copied,
// and lists may come in any order.
func NewCertificate(c Completion) (*Certificate, error) {
	var found finding.List
	c.check(&found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	c = c.clone()
	slices.SortFunc(c.Completed, func(x, y Completed) int { return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Entry, y.Entry)) })
	slices.Sort(c.Standards)
	slices.SortFunc(c.Credits, func(x, y SubjectCredits) int { return cmp.Compare(x.Subject, y.Subject) })
	return &Certificate{completion: c, canonical: oneline.Marshal(document{CompletionFormat, c})}, nil
}

// ParseCertificate reads the canonical form, and refuses every other: what it
// accepts, [Certificate.Bytes] returns byte for byte. The error is a
// [*finding.Error].
func ParseCertificate(data []byte) (*Certificate, error) {
	var found finding.List
	var doc document
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		found.Add("", nil, "is no certificate: "+err.Error(), "write it as docs/format.md says")
		return nil, found.Err()
	}
	if doc.Format != CompletionFormat {
		found.Add("/format", doc.Format, "is not the format of a certificate", "want "+strconv.Quote(CompletionFormat))
		return nil, found.Err()
	}
	c, err := NewCertificate(doc.Completion)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(data, c.canonical) {
		found.Add("", nil, fmt.Sprintf("is not in the canonical form from byte %d on", same(data, c.canonical)), "write it as docs/format.md says")
		return nil, found.Err()
	}
	return c, nil
}

// same returns how many bytes two texts begin with in common.
func same(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// Completion returns a copy of what the certificate says.
func (c *Certificate) Completion() Completion { return c.completion.clone() }

// Bytes returns a copy of the canonical form; docs/format.md says how to write it
// in any language.
func (c *Certificate) Bytes() []byte { return slices.Clone(c.canonical) }

// Digest returns the SHA-256 of the canonical form, in hexadecimal.
func (c *Certificate) Digest() string {
	sum := sha256.Sum256(c.canonical)
	return hex.EncodeToString(sum[:])
}

// Sign returns the issuer's signature, by Ed25519 (RFC 8032) of the format, a
// line break, and the canonical form. The same key always makes the same one.
// The error is of a key of the wrong length.
func (c *Certificate) Sign(key ed25519.PrivateKey) ([]byte, error) {
	if len(key) != ed25519.PrivateKeySize {
		return nil, fmt.Errorf("record: a private key has %d bytes; want %d", len(key), ed25519.PrivateKeySize)
	}
	return ed25519.Sign(key, c.message()), nil
}

// Check returns nil when the signature is the one that the holder of the key made
// for this certificate, else [ErrSignature], or an error of a key of the wrong
// length.
func (c *Certificate) Check(key ed25519.PublicKey, signature []byte) error {
	if len(key) != ed25519.PublicKeySize {
		return fmt.Errorf("record: a public key has %d bytes; want %d", len(key), ed25519.PublicKeySize)
	}
	if !ed25519.Verify(key, c.message(), signature) {
		return ErrSignature
	}
	return nil
}

// message is what is signed. The line before the form, which is no JSON, keeps
// apart what a key signs here and what it may sign elsewhere: who has it sign a
// document of another kind, whatever that says, does not get a certificate.
func (c *Certificate) message() []byte {
	return append([]byte(CompletionFormat+"\n"), c.canonical...)
}

// clone returns a copy that shares no list with c; empty lists are nil.
func (c Completion) clone() Completion {
	c.Completed = append([]Completed(nil), c.Completed...)
	c.Standards = append([]StandardID(nil), c.Standards...)
	c.Credits = append([]SubjectCredits(nil), c.Credits...)
	return c
}
