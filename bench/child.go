package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"

	"github.com/sanjie-edu/sanjie/scenario"
)

// names are the methods in the order in which they are told.
var names = []string{"solve", "fcfs", "highs", "patterns", "cpsat"}

// methodOf returns a method by its name, for an instance.
func methodOf(name string, x instance, python string) (method, error) {
	switch name {
	case "solve":
		return engine, nil
	case "fcfs":
		return firstCome, nil
	case "highs", "cpsat":
		if !x.isCore() && x.size > scenario.M {
			return nil, fmt.Errorf("method %s is for instances up to M: the plain model of %s is too large", name, x.name)
		}
		return peer(name, python, x.isCore()), nil
	case "patterns":
		if !x.isCore() {
			return nil, fmt.Errorf("method patterns is for the core family, not for %s", x.name)
		}
		return peer(name, python, true), nil
	}
	return nil, fmt.Errorf("no method %q; want some of %v", name, names)
}

// one measures what task asks for in this process, and prints the result.
func one(task, python string, w io.Writer) error {
	var r result
	if err := json.Unmarshal([]byte(task), &r); err != nil {
		return err
	}
	x, err := parseInstance(r.Instance)
	if err != nil {
		return err
	}
	apply, err := methodOf(r.Method, x, python)
	if err != nil {
		return err
	}
	if r, err = measure(r, x, apply); err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(r)
}

// apart measures in a process of its own, so that memory is that of one
// measurement.
func apart(r result, python string, threads int) (result, error) {
	program, err := os.Executable()
	if err != nil {
		return r, err
	}
	task, err := json.Marshal(r)
	if err != nil {
		return r, err
	}
	cmd := exec.Command(program, "-one", string(task), "-python", python)
	cmd.Env = append(os.Environ(), fmt.Sprint("GOMAXPROCS=", threads))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return r, err
	}
	err = json.Unmarshal(out, &r)
	return r, err
}

// machine says on what was measured.
func machine() string {
	return fmt.Sprintf("%s %s/%s, %d threads, %s", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), processor())
}
