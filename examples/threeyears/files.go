package main

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// The files beside those of the terms.
const (
	recordsFile    = "records.json"
	evaluationFile = "evaluation.json"
	completionFile = "completion.json"
	publicFile     = "issuer.pub"
	reportFile     = "report.json"
)

// keep writes everything into a directory, which it makes.
func (t *tale) keep(dir string) error {
	for _, p := range t.terms {
		s := story.Story{File: p.file, Problem: p.problem, Plan: p.plan}
		if err := s.Keep(filepath.Join(dir, p.id)); err != nil {
			return err
		}
	}
	der, err := x509.MarshalPKIXPublicKey(t.issued.public)
	if err != nil {
		return err
	}
	report, err := t.report()
	if err != nil {
		return err
	}
	records := t.records
	records.Entries = slices.Collect(t.archive.Book.Entries())
	records.Steps = t.archive.Account.Log(0)
	for name, write := range map[string]func(io.Writer) error{
		recordsFile:    func(w io.Writer) error { return scenario.WriteRecords(w, &records) },
		evaluationFile: func(w io.Writer) error { return scenario.WriteEvaluation(w, &t.survey) },
		completionFile: func(w io.Writer) error { return scenario.WriteCompletion(w, t.issued.signed) },
		publicFile:     func(w io.Writer) error { return pem.Encode(w, &pem.Block{Type: "PUBLIC KEY", Bytes: der}) },
		reportFile:     func(w io.Writer) error { _, err := w.Write(report); return err },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// report is what was assessed, with each learner's transcript, portfolio and account.
func (t *tale) report() ([]byte, error) {
	type paper struct {
		Transcript record.Transcript `json:"transcript"`
		Portfolio  record.Portfolio  `json:"portfolio"`
		Statement  record.Statement  `json:"statement"`
	}
	var r struct {
		Assessments []*record.Assessment `json:"assessments"`
		Learners    []paper              `json:"learners"`
	}
	var err error
	if r.Assessments, err = t.assessed(); err != nil {
		return nil, err
	}
	for i, id := range holders {
		p := paper{Statement: t.owned[i].statement}
		p.Transcript, _ = t.archive.Book.Transcript(id, capacity.DateSpan{})
		p.Portfolio, _ = t.archive.Book.Portfolio(id, t.issued.signed.Certificate)
		r.Learners = append(r.Learners, p)
	}
	text, err := json.MarshalIndent(r, "", " ")
	return append(text, '\n'), err
}
