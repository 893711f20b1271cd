package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

func assess(_ context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read, for its courses")
	recorded := flags.String("records", "", "records `file` to read")
	standards := flags.String("standards", "", "`which` standards: national or shanghai, as they come with the program; by default those of the records file, or else national")
	learner := flags.String("learner", "", "assess only the learner with this `id`, and say what became of each entry")
	var period capacity.DateSpan
	flags.Func("from", "first `date` of the period; open by default", func(s string) error { return period.From.UnmarshalText([]byte(s)) })
	flags.Func("to", "last `date` of the period; open by default", func(s string) error { return period.To.UnmarshalText([]byte(s)) })
	asJSON := flags.Bool("json", false, "print one JSON object")
	needs := flags.String("needs", "", "edit `file` to write, with requests to the scenario for what is owed")
	var ask asking
	flags.StringVar(&ask.like, "like", "", "`id` of the request of the scenario that those of -needs are like")
	flags.IntVar(&ask.hours, "hours", 4, "class `hours` that a visit of -needs counts for")
	flags.IntVar(&ask.raise.PerHour, "raise", 0, "`percent` by which -needs raises the weight for each class hour owed")
	flags.IntVar(&ask.raise.Most, "most", 200, "`percent` by which -needs raises a weight at most")
	if err := parse(flags, args, "i", "records"); err != nil {
		return err
	}
	switch {
	case *input == "-" && *recorded == "-":
		return usageError{"-i and -records cannot both be standard input"}
	case *needs == "-":
		return usageError{"-needs and the assessment cannot both go to standard output"}
	case (*needs == "") != (ask.like == ""):
		return usageError{"-needs and -like are stated together"}
	}
	_, problem, err := std.scenario(*input)
	if err != nil {
		return err
	}
	x := assessed{problem: problem}
	if err := x.read(*recorded, *standards, period.To, std); err != nil {
		return err
	}
	if err := x.assess(curriculum.CohortID(*learner), period); err != nil {
		return err
	}
	if *needs != "" {
		requests, err := x.needs(ask)
		if err != nil {
			return err
		}
		if err := std.write(*needs, func(w io.Writer) error { return scenario.WriteRequests(w, "class hours owed", requests) }); err != nil {
			return err
		}
	}
	if *asJSON {
		err = json.NewEncoder(std.out).Encode(x.report())
	} else {
		w := bufio.NewWriter(std.out)
		x.print(w, *learner != "")
		err = w.Flush()
	}
	if err == nil && x.owing() > 0 {
		err = errNo
	}
	return err
}

// assessed is what is held against what is required.
type assessed struct {
	problem  *matching.Problem
	kept     *scenario.Archive
	required *record.Requirements // by the standards that are wanted
	list     []*record.Assessment
}

// read reads records, with the account as it was at the end of a day, and takes the
// standards that are wanted.
func (x *assessed) read(name, which string, end capacity.Date, std streams) error {
	f, err := std.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	records, kept, err := scenario.LoadRecords(f, x.problem.Catalog())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if end != 0 {
		records.Steps = slices.DeleteFunc(records.Steps, func(s record.Step) bool { return s.Date > end })
		if kept, err = records.Archive(x.problem.Catalog()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	list := records.Standards
	switch {
	case which == "national" || which == "" && len(list) == 0:
		list = builtIn("national-")
	case which == "shanghai":
		list = builtIn("shanghai-")
	case which != "":
		return usageError{fmt.Sprintf("no standards %q; want national, shanghai, or none for those of the records", which)}
	}
	if k := slices.IndexFunc(list, func(s record.Standard) bool { return s.PerWeek > 0 }); k >= 0 && len(records.Terms) == 0 {
		return fmt.Errorf("%s: /terms: are empty, and standard %q asks for class hours a school week; state the terms of school", name, list[k].ID)
	}
	x.kept = kept
	x.required, err = record.NewRequirements(list, records.Terms)
	return err
}

func builtIn(prefix string) []record.Standard {
	return slices.DeleteFunc(record.Standards(), func(s record.Standard) bool { return !strings.HasPrefix(string(s.ID), prefix) })
}

// assess assesses one learner, or all of them, with the credits that the account
// of the records holds.
func (x *assessed) assess(only curriculum.CohortID, period capacity.DateSpan) error {
	if only != "" {
		if _, ok := x.kept.Book.Learner(only); !ok {
			return fmt.Errorf("no learner %q in the records", only)
		}
	}
	for l := range x.kept.Book.Learners() {
		if only != "" && l.ID != only {
			continue
		}
		a, err := record.Assess(x.kept.Book, x.required, l.ID, period, x.kept.Account.Credits(l.ID)...)
		if err != nil {
			return err
		}
		x.list = append(x.list, a)
	}
	return nil
}

// owing counts the learners who owe something.
func (x *assessed) owing() int {
	n := 0
	for _, a := range x.list {
		if a.Owes() {
			n++
		}
	}
	return n
}

// asking is how what is owed is asked for.
type asking struct {
	like  string
	hours int
	raise record.Raise
}

// needs returns requests of those learners who are cohorts of the scenario.
func (x *assessed) needs(ask asking) ([]matching.Request, error) {
	template, ok := x.problem.Request(matching.RequestID(ask.like))
	if !ok {
		return nil, fmt.Errorf("no request %q in the scenario", ask.like)
	}
	first := firstDate(x.problem.Network())
	if first == 0 {
		return nil, errors.New("the scenario has no slots that could be asked for")
	}
	cohorts := slices.DeleteFunc(slices.Clone(x.list), func(a *record.Assessment) bool { _, ok := x.problem.Cohort(a.Learner); return !ok })
	requests, err := record.Needs(x.problem, x.kept.Book, x.required, cohorts, record.Ask{
		Prefix: "owed.", Hours: curriculum.ClassHours(ask.hours), From: first, Template: template, Raise: ask.raise,
	})
	if err != nil {
		return nil, fmt.Errorf("what is owed cannot be asked for: %w", err)
	}
	return requests, nil
}

// firstDate returns the first date of a network's slots, and 0 when it has none.
func firstDate(n *capacity.Network) capacity.Date {
	var first capacity.Date
	for _, c := range n.Spec().Calendars {
		for s := range n.Slots(c.ID) {
			if first == 0 || s.Date < first {
				first = s.Date
			}
			break // they come by start
		}
	}
	return first
}

// assessment is what is printed as JSON; its names are a stable contract.
type assessment struct {
	Learners int                  `json:"learners"`
	Owing    int                  `json:"owing"`   // learners who owe something
	Hours    int                  `json:"hours"`   // class hours owed in all
	Credits  int                  `json:"credits"` // credits owed in all
	List     []*record.Assessment `json:"assessments"`
}

func (x *assessed) report() assessment {
	r := assessment{Learners: len(x.list), Owing: x.owing(), List: x.list}
	if r.List == nil {
		r.List = []*record.Assessment{}
	}
	for _, a := range x.list {
		for _, p := range a.Parts {
			r.Hours += int(p.Hours.Owed)
			r.Credits += p.Credits.Owed
		}
	}
	return r
}

func (x *assessed) print(w io.Writer, entries bool) {
	g := grid.New(40)
	g.Head("learner", "standard", "weeks", "required", "delivered", "recognized", "owed", "surplus")
	for _, a := range x.list {
		for _, p := range a.Parts {
			g.Row(append([]string{string(a.Learner), string(p.Standard)}, x.figures(&p)...)...)
		}
	}
	g.WriteTo(w)
	r := x.report()
	fmt.Fprintf(w, "%d of %d learners owe %d class hours", r.Owing, r.Learners, r.Hours)
	if r.Credits > 0 {
		fmt.Fprintf(w, " and %s", credits(r.Credits))
	}
	fmt.Fprintln(w)
	if entries {
		for _, a := range x.list {
			x.printEntries(w, a)
		}
	}
}

// figures are those of a part in their columns: class hours, or credits.
func (x *assessed) figures(p *record.Part) []string {
	s, _ := x.required.Standard(p.Standard)
	if c := p.Credits; s.Credits > 0 {
		return []string{"", credits(c.Required), credits(c.Held), "", credits(c.Owed), credits(max(0, c.Held-c.Required))}
	}
	weeks, recognized := "", ""
	if s.PerWeek > 0 {
		weeks = strconv.Itoa(p.Weeks)
	}
	if p.Recognized.Required > 0 {
		recognized = fmt.Sprintf("%d of %d", p.Recognized.Delivered, p.Recognized.Required)
	}
	h := p.Hours
	return []string{weeks, strconv.Itoa(int(h.Required)), strconv.Itoa(int(h.Delivered)), recognized, strconv.Itoa(int(h.Owed)), strconv.Itoa(int(h.Surplus))}
}

func credits(n int) string {
	if n == 1 {
		return "1 credit"
	}
	return fmt.Sprintf("%d credits", n)
}

// printEntries says what each standard makes of each entry.
func (x *assessed) printEntries(w io.Writer, a *record.Assessment) {
	done := map[record.EntryID]record.Entry{}
	for _, e := range x.kept.Book.Of(a.Learner) {
		done[e.ID] = e
	}
	for _, p := range a.Parts {
		s, _ := x.required.Standard(p.Standard)
		fmt.Fprintf(w, "\n%s, %v\n", label(s.Name, s.ID), p.Dates)
		if s.Source != "" {
			fmt.Fprintln(w, s.Source)
		}
		g := grid.New(80)
		g.Head("date", "course", "center", "hours", "")
		for _, j := range p.Entries {
			e := done[j.Entry]
			course, _ := x.problem.Catalog().Course(e.Course)
			g.Row(j.Date.String(), label(course.Name, course.ID), string(e.Center), strconv.Itoa(int(j.Hours)), j.Verdict.Text())
		}
		g.WriteTo(w)
	}
}
