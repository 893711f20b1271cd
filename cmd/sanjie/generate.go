package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/sanjie-edu/sanjie/scenario"
)

func generate(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	size := flags.String("size", "S", "`size` of the district: XS, S, M, L, XL or XXL, the last two with one document a district; in regime core a number of groups")
	regime := flags.String("regime", "staff", "`regime`: staff (instructors are scarce), supply (everything is), ample, or core (the bare family on which engines are compared)")
	mean := flags.Int("mean", 0, "mean `pupils` of a group in regime core; 0 means 36")
	tight := flags.Int("tight", 0, "tightness of supply in regime core, in `percent`; 0 means 100")
	seed := flags.Uint64("seed", 1, "`seed` of the generator")
	out := flags.String("o", "-", "`file` to write")
	if err := parse(flags, args); err != nil {
		return err
	}
	files, err := generated(*size, *regime, scenario.Core{Mean: *mean, Tight: *tight}, *seed)
	if err != nil {
		return usageError{err.Error()}
	}
	return std.write(*out, func(w io.Writer) error {
		for file := range files {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := scenario.Write(w, file); err != nil {
				return err
			}
		}
		return nil
	})
}

// generated returns the scenarios that the flags ask for.
func generated(size, regime string, core scenario.Core, seed uint64) (iter.Seq[*scenario.File], error) {
	if regime == "core" {
		var err error
		if core.Groups, err = strconv.Atoi(size); err != nil {
			return nil, fmt.Errorf("size %q is no number of groups, which regime core takes", size)
		}
		file, err := scenario.GenerateCore(core, seed)
		return func(yield func(*scenario.File) bool) { yield(file) }, err
	}
	if core != (scenario.Core{}) {
		return nil, fmt.Errorf("-mean and -tight are for regime core")
	}
	var s scenario.Size
	if err := s.UnmarshalText([]byte(size)); err != nil {
		return nil, err
	}
	var r scenario.Regime
	if err := r.UnmarshalText([]byte(regime)); err != nil {
		return nil, fmt.Errorf("%w, or core", err)
	}
	return scenario.Generate(s, r, seed), nil
}
