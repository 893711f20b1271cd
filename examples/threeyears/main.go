// Command threeyears follows a class of junior middle school and two of its pupils
// from grade 7 to grade 9: what is owed each term, what is asked for and planned,
// what takes place and counts, and what they have in hand at the end.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	dir := flag.String("o", "out/threeyears", "`directory` for what is written")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "threeyears:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, dir string) error {
	t, err := tell(ctx)
	if err != nil {
		return err
	}
	if err := t.write(w); err != nil {
		return err
	}
	if err := t.keep(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nIn %s: the six terms with their plans, records.json, evaluation.json, completion.json with issuer.pub, and report.json\n", dir)
	return err
}

// tale is the three years.
type tale struct {
	*world
	terms  []played
	owned  []owned // by holder
	issued certified
}

// tell plays the terms one after another, and then makes credits and a certificate
// of what they came to.
func tell(ctx context.Context) (*tale, error) {
	w, err := newWorld()
	if err != nil {
		return nil, err
	}
	t := &tale{world: w}
	for _, x := range sixTerms() {
		p, err := t.play(ctx, x)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", x.name, err)
		}
		t.terms = append(t.terms, *p)
	}
	if t.owned, err = t.convert(); err != nil {
		return nil, err
	}
	t.issued, err = t.certify()
	return t, err
}
