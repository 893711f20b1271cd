package scenario

import (
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/matching"
)

// CertificateFormat is the value of a certificate file's "format".
const CertificateFormat = "sanjie.certificate/v1"

// certificateFile is a certificate as it is written down.
type certificateFile struct {
	Format string `json:"format"`
	matching.Certificate
}

// ReadCertificate reads a certificate file as it is written;
// [matching.CheckBound] judges what it says. The error is a [*finding.Error]
// with every finding, or r's own.
func ReadCertificate(r io.Reader) (*matching.Certificate, error) {
	f := new(certificateFile)
	if _, err := decoder(r).DecodeOnly(f, CertificateFormat); err != nil {
		return nil, err
	}
	return &f.Certificate, nil
}

// WriteCertificate writes c in the canonical form, a price a line, sorted as
// [matching.Price.Compare] says. c itself is not changed.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WriteCertificate(w io.Writer, c *matching.Certificate) error {
	f := certificateFile{Format: CertificateFormat, Certificate: *c}
	for _, prices := range []*matching.Prices{&f.Points, &f.Pupils} {
		prices.List = slices.Clone(prices.List)
		slices.SortStableFunc(prices.List, matching.Price.Compare)
	}
	return writeValue(w, f)
}
