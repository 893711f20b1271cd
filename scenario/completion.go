package scenario

import (
	"encoding/hex"
	"errors"
	"io"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

// CompletionFormat is the value of a completion file's "format".
const CompletionFormat = record.CompletionFormat

// Signed is a certificate of completion and what its issuer signed it with.
// Nothing says that the two belong together but [record.Certificate.Check].
type Signed struct {
	*record.Certificate
	Signature []byte // 64 bytes; empty: not signed
}

// completionFile is a signed certificate as it is written down. What is signed
// is not this text, but the certificate's canonical form.
type completionFile struct {
	Format string `json:"format"`
	record.Completion
	Signature string `json:"signature,omitzero"`
}

// ReadCompletion reads a completion file and makes its certificate; whether the
// signature is good is for [record.Certificate.Check] to say. The error is a
// [*finding.Error] with every finding, or r's own.
func ReadCompletion(r io.Reader) (*Signed, error) {
	d := decoder(r)
	d.Retain()
	f := new(completionFile)
	doc, err := d.DecodeOnly(f, CompletionFormat)
	if err != nil {
		return nil, err
	}
	s := new(Signed)
	var found finding.List
	if s.Signature, err = hex.DecodeString(f.Signature); err != nil || f.Signature != hex.EncodeToString(s.Signature) || len(s.Signature) != 0 && len(s.Signature) != 64 {
		found.Add("/signature", f.Signature, "is not a signature", "write its 64 bytes as 128 lower-case hexadecimal digits")
	}
	s.Certificate, err = record.NewCertificate(f.Completion)
	err = refuse(&found, err, "")
	var refused *refusal
	if errors.As(err, &refused) {
		refused.found.Findings = doc.Locate(refused.found.Findings)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// WriteCompletion writes a certificate and its signature as they are read, what
// was completed a line each, by date and then by entry.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WriteCompletion(w io.Writer, s *Signed) error {
	if n := len(s.Signature); n != 0 && n != 64 {
		var found finding.List
		found.Add("/signature", n, "bytes are not a signature", "sign with a key of Ed25519, whose signatures have 64, or leave it empty")
		return found.Err()
	}
	return writeValue(w, completionFile{Format: CompletionFormat, Completion: s.Completion(), Signature: hex.EncodeToString(s.Signature)})
}
