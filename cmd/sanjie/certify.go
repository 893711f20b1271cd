package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// certify issues a certificate of completion, or checks one.
func certify(_ context.Context, flags *flag.FlagSet, args []string, std streams) error {
	checked := flags.String("check", "", "completion `file` to check; none by default, and one is issued")
	public := flags.String("pub", "", "with -check: `file` with the issuer's public key, as openssl pkey -pubout writes it")
	input := flags.String("i", "", "scenario `file` that has the courses")
	records := flags.String("records", "", "records `file` that says what was done")
	private := flags.String("key", "", "`file` with the issuer's private key, as openssl genpkey -algorithm ed25519 writes it")
	out := flags.String("o", "", "completion `file` to write")
	var draft record.Draft
	flags.StringVar((*string)(&draft.Learner), "learner", "", "`id` of the learner")
	flags.StringVar((*string)(&draft.Serial), "serial", "", "the issuer's own `number` of the certificate")
	flags.StringVar(&draft.Issuer, "issuer", "", "`name` of who certifies it")
	flags.TextVar(&draft.Issued, "issued", capacity.Date(0), "`date` of issue, such as 2026-07-10")
	var dates capacity.DateSpan
	flags.Func("dates", "`span` of what is certified, such as 2025-09-01/2026-08-31; all of the record by default", func(s string) error { return dates.UnmarshalText([]byte(s)) })
	if err := parse(flags, args); err != nil {
		return err
	}
	if *checked != "" {
		if err := need(flags, "pub"); err != nil {
			return err
		}
		return std.check(*checked, *public)
	}
	if err := need(flags, "i", "records", "learner", "serial", "issuer", "key", "o"); err != nil {
		return err
	}
	if draft.Issued == 0 {
		return usageError{"flag -issued is required"}
	}
	if *input == "-" && *records == "-" {
		return usageError{"-i and -records cannot both be standard input"}
	}
	book, err := std.book(*input, *records)
	if err != nil {
		return err
	}
	key, err := privateKey(*private)
	if err != nil {
		return err
	}
	if _, ok := book.Learner(draft.Learner); !ok {
		return fmt.Errorf("no learner %q in %s", draft.Learner, *records)
	}
	for _, e := range book.Of(draft.Learner) {
		if dates.Has(e.Date) {
			draft.Entries = append(draft.Entries, e.ID)
		}
	}
	if len(draft.Entries) == 0 {
		return fmt.Errorf("the records have nothing that counts for %q on the dates asked for", draft.Learner)
	}
	certificate, err := book.Certify(draft)
	if err != nil {
		return fmt.Errorf("what %s did cannot be certified: %w", draft.Learner, err)
	}
	signature, err := certificate.Sign(key)
	if err != nil {
		return err
	}
	return std.write(*out, func(w io.Writer) error {
		return scenario.WriteCompletion(w, &scenario.Signed{Certificate: certificate, Signature: signature})
	})
}

// check says whether a certificate is signed with the key of an issuer.
func (std streams) check(name, public string) error {
	f, err := std.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	s, err := scenario.ReadCompletion(f)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	key, err := publicKey(public)
	if err != nil {
		return err
	}
	err = s.Check(key, s.Signature)
	switch {
	case len(s.Signature) == 0:
		fmt.Fprintln(std.out, "not valid: it is not signed")
		return errNo
	case errors.Is(err, record.ErrSignature):
		fmt.Fprintln(std.out, "not valid: the signature is not of this certificate and key")
		return errNo
	case err != nil:
		return err
	}
	c := s.Completion()
	fmt.Fprintf(std.out, "valid: %d class hours of %s in %d visits, certified by %s on %v as %s\ndigest %s\n",
		c.Hours, c.Learner, len(c.Completed), c.Issuer, c.Issued, c.Serial, s.Digest())
	return nil
}

// book reads a scenario, for its courses, and records.
func (std streams) book(input, records string) (*record.Book, error) {
	_, problem, err := std.scenario(input)
	if err != nil {
		return nil, err
	}
	f, err := std.open(records)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	_, kept, err := scenario.LoadRecords(f, problem.Catalog())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", records, err)
	}
	return kept.Book, nil
}
