package main

import (
	"context"
	"flag"
	"io"

	"github.com/sanjie-edu/sanjie/scenario"
)

func generate(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	size, regime := scenario.S, scenario.Staff
	flags.TextVar(&size, "size", size, "`size` of the district: XS, S, M, L, XL or XXL; the last two write one document a district")
	flags.TextVar(&regime, "regime", regime, "`regime`: staff (instructors are scarce), supply (everything is) or ample")
	seed := flags.Uint64("seed", 1, "`seed` of the generator")
	out := flags.String("o", "-", "`file` to write")
	if err := parse(flags, args); err != nil {
		return err
	}
	return std.write(*out, func(w io.Writer) error {
		for file := range scenario.Generate(size, regime, *seed) {
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
