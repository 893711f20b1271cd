package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// open opens a file to read; - is standard input.
func (std streams) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(std.in), nil
	}
	return os.Open(name)
}

// write writes a file whole or not at all; - is standard output.
func (std streams) write(name string, content func(io.Writer) error) error {
	if name == "-" {
		w := bufio.NewWriter(std.out)
		if err := content(w); err != nil {
			return err
		}
		return w.Flush()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once the file is renamed
	w := bufio.NewWriter(f)
	if err := content(w); err != nil {
		f.Close()
		return err
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

func (std streams) scenario(name string) (*scenario.File, *matching.Problem, error) {
	f, err := std.open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	file, problem, err := scenario.Load(f)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return file, problem, nil
}

func (std streams) plan(name string) (*matching.Plan, error) {
	f, err := std.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	plan, err := scenario.ReadPlan(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return plan, nil
}

func (std streams) certificate(name string) (*matching.Certificate, error) {
	f, err := std.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, err := scenario.ReadCertificate(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

// both reads a scenario and a plan of it, at most one from standard input.
func (std streams) both(input, planned string) (*scenario.File, *matching.Problem, *matching.Plan, error) {
	if input == "-" && planned == "-" {
		return nil, nil, nil, usageError{"-i and -plan cannot both be standard input"}
	}
	file, problem, err := std.scenario(input)
	if err != nil {
		return nil, nil, nil, err
	}
	plan, err := std.plan(planned)
	return file, problem, plan, err
}
