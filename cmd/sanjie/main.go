// Sanjie plans career-experience visits from scenario files.
//
//	sanjie generate -size S -regime staff -seed 1 -o FILE
//	sanjie generate -size 1000 -regime core -seed 1 -o FILE
//	sanjie solve -i FILE -o PLAN -cert CERTIFICATE -time 10s
//	sanjie verify -i FILE -plan PLAN -cert CERTIFICATE
//	sanjie show -i FILE -plan PLAN
//	sanjie explain -i FILE -plan PLAN -request ID
//	sanjie replan -i FILE -edit EDIT -plan OLDPLAN -o PLAN
//	sanjie recommend -i FILE -plan PLAN -request ID -moves 2
//	sanjie prices -i FILE -cert CERTIFICATE -by center
//	sanjie whatif -i FILE -edit EDIT -time 10s
//	sanjie report -i FILE -plan PLAN -radius 15
//	sanjie assess -i FILE -records RECORDS -learner ID
//	sanjie certify -i FILE -records RECORDS -learner ID -serial 1 -issuer NAME -issued DATE -key KEY -o COMPLETION
//	sanjie certify -check COMPLETION -pub KEY
//
// The file name - stands for the standard streams. Exit codes: 0 done, 1 the
// answer is no, 2 bad usage or bad input.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(20) // a search holds much and allocates little
	}
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// Exit codes.
const (
	done = 0
	no   = 1
	bad  = 2
)

// streams are the standard ones, or a test's.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is one of the program's verbs.
type command struct {
	name, text string
	run        func(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error
}

var commands = []command{
	{"generate", "write the scenario of a made-up district", generate},
	{"solve", "plan a scenario", solve},
	{"verify", "check a plan against every rule", verify},
	{"show", "print a plan by center and week, and by school", show},
	{"explain", "say why requests are not placed, and what holds their places", explain},
	{"replan", "repair a published plan after the scenario has changed", replan},
	{"recommend", "suggest places for a request, or requests for a place", recommend},
	{"prices", "rank what one more of anything would be worth", prices},
	{"whatif", "compare the plans of a scenario and of an edited one", whatif},
	{"report", "report on supply and demand, use, work, cost and reach", report},
	{"assess", "say what learners have done and still owe, and ask for it", assess},
	{"certify", "sign what a learner has completed, or check such a certificate", certify},
}

// errNo means that the answer is no, and errFlags that the flags are bad; both
// have been printed.
var (
	errNo    = errors.New("no")
	errFlags = errors.New("bad flags")
)

// usageError is bad usage of a command.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func run(ctx context.Context, args []string, std streams) int {
	if len(args) == 0 {
		usage(std.err)
		return bad
	}
	for _, c := range commands {
		if c.name != args[0] {
			continue
		}
		flags := flag.NewFlagSet("sanjie "+c.name, flag.ContinueOnError)
		flags.SetOutput(std.err)
		err := c.run(ctx, flags, args[1:], std)
		switch {
		case err == nil, errors.Is(err, flag.ErrHelp):
			return done
		case errors.Is(err, errNo):
			return no
		case errors.Is(err, errFlags):
			return bad
		}
		fmt.Fprintf(std.err, "sanjie %s: %v\n", c.name, err)
		if errors.As(err, &usageError{}) {
			flags.Usage()
		}
		return bad
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		usage(std.out)
		return done
	}
	fmt.Fprintf(std.err, "sanjie: no command %q\n", args[0])
	usage(std.err)
	return bad
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "usage: sanjie COMMAND [flags]; sanjie COMMAND -h lists the flags")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.text)
	}
}

// parse reads the flags; required ones must not be empty.
func parse(flags *flag.FlagSet, args []string, required ...string) error {
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errFlags
	}
	if flags.NArg() > 0 {
		return usageError{fmt.Sprintf("unexpected argument %q", flags.Arg(0))}
	}
	return need(flags, required...)
}

// need refuses flags that are empty.
func need(flags *flag.FlagSet, names ...string) error {
	for _, name := range names {
		if flags.Lookup(name).Value.String() == "" {
			return usageError{"flag -" + name + " is required"}
		}
	}
	return nil
}
