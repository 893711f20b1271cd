// Command service is a small HTTP service that embeds the library: schools hand
// in requests, a coordinator plans, explains, recommends, publishes and replans.
//
// Without flags it serves itself a term on a free port, plays a client's part of
// it, and ends.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/sanjie-edu/sanjie/scenario"
)

func main() {
	addr := flag.String("addr", "", "`address` to serve at until a signal, such as :8080; none plays a short story instead")
	input := flag.String("i", "", "scenario `file` to begin with; none generates a small district")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	if err := run(ctx, os.Stdout, *addr, *input); err != nil {
		fmt.Fprintln(os.Stderr, "service:", err)
		os.Exit(1)
	}
}

// run serves a district's term: until ctx ends, or without an address until the
// story is told.
func run(ctx context.Context, w io.Writer, addr, input string) error {
	file, err := open(input)
	if err != nil {
		return err
	}
	s, err := New(file, DefaultLimits())
	if err != nil {
		return err
	}
	if addr == "" {
		return tell(ctx, w, s)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "serving %s at %s until a signal\n", file.Name, l.Addr())
	return serve(ctx, l, s)
}

// open reads a scenario file, or generates a district where none is named.
func open(name string) (*scenario.File, error) {
	if name == "" {
		for f := range scenario.Generate(scenario.S, scenario.Staff, 1) {
			return f, nil
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return scenario.Read(f)
}
