package scenario

import (
	"fmt"
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
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
	if _, err := strictjson.NewDecoder(r, certificateLimits()).DecodeOnly(f, CertificateFormat); err != nil {
		return nil, err
	}
	return &f.Certificate, nil
}

// WriteCertificate writes c in the canonical form, a price a line, sorted as
// [matching.Price.Compare] says, and cases as they are. c itself is not changed.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WriteCertificate(w io.Writer, c *matching.Certificate) error {
	f := certificateFile{Format: CertificateFormat, Certificate: *c}
	f.Points, f.Pupils = sorted(c.Points), sorted(c.Pupils)
	if c.Cases != nil {
		cases, ok := sortedCases(c.Cases, 0)
		if !ok {
			var found finding.List
			found.Add("/cases", nil, fmt.Sprintf("is more than %d facts deep", mostFacts), "no reader would take the file")
			return found.Err()
		}
		f.Cases = cases
	}
	return writeWithin(w, f, certificateLimits())
}

// mostFacts is how many facts deep a tree of cases may be that is read or written.
const mostFacts = 1000

// certificateLimits let cases lie in each other, and prices in them.
func certificateLimits() strictjson.Limits {
	limits := strictjson.DefaultLimits()
	limits.Depth = mostFacts + 5 // the file, the case without a fact, its prices, their list, a price
	return limits
}

// sorted returns prices in the canonical order.
func sorted(prices matching.Prices) matching.Prices {
	prices.List = slices.Clone(prices.List)
	slices.SortStableFunc(prices.List, matching.Price.Compare)
	return prices
}

// sortedCases returns a case below some facts with all of its prices in the
// canonical order, unless it is too deep.
func sortedCases(c *matching.Case, facts int) (*matching.Case, bool) {
	if facts > mostFacts {
		return nil, false
	}
	own := *c
	own.Points = sorted(c.Points)
	for _, part := range []**matching.Case{&own.Holds, &own.Fails} {
		if *part == nil {
			continue
		}
		var ok bool
		if *part, ok = sortedCases(*part, facts+1); !ok {
			return nil, false
		}
	}
	return &own, true
}
