package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

func whatif(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	changes := flags.String("edit", "", "edit `file` to read: what changes")
	from := flags.String("plan", "", "plan `file` that both searches start from, where it is a plan of both; none by default")
	out := flags.String("o", "", "scenario `file` to write, with the edit made; none by default")
	var how solving
	flags.DurationVar(&how.limit, "time", 0, "time `limit` of each search, such as 10s")
	flags.Int64Var(&how.effort, "effort", 0, "work `limit` of each search")
	flags.Uint64Var(&how.seed, "seed", 1, "`seed` of both searches")
	asJSON := flags.Bool("json", false, "print one JSON object")
	if err := parse(flags, args, "i", "edit"); err != nil {
		return err
	}
	switch {
	case how.limit < 0 || how.effort < 0:
		return usageError{"-time and -effort must not be negative"}
	case *input == "-" && (*changes == "-" || *from == "-") || *changes == "-" && *from == "-":
		return usageError{"only one of -i, -edit and -plan can be standard input"}
	case *out == "-":
		return usageError{"-o and the comparison cannot both go to standard output"}
	}
	file, problem, err := std.scenario(*input)
	if err != nil {
		return err
	}
	then, edited, err := std.edited(*changes, file)
	if err != nil {
		return err
	}
	if *out != "" {
		if err := std.write(*out, func(w io.Writer) error { return scenario.Write(w, then) }); err != nil {
			return err
		}
	}
	if *from != "" {
		if how.start, err = std.plan(*from); err != nil {
			return err
		}
		if len(matching.Verify(problem, how.start)) > 0 {
			return fmt.Errorf("%s is not a valid plan of %s; sanjie verify says why", *from, *input)
		}
		if len(matching.Verify(edited, how.start)) > 0 {
			how.start = nil
			fmt.Fprintf(std.err, "%s is no plan of the edited scenario: both searches start from nothing\n", *from)
		}
	}
	report, err := how.compare(ctx, problem, edited, std)
	if pins := (*matching.PinError)(nil); errors.As(err, &pins) {
		fmt.Fprintln(std.err, err)
		return errNo
	}
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(std.out).Encode(report)
	}
	w := bufio.NewWriter(std.out)
	report.print(w)
	return w.Flush()
}

// edited makes an edit, and the problem that the scenario is then.
func (std streams) edited(name string, file *scenario.File) (*scenario.File, *matching.Problem, error) {
	f, err := std.open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	edit, err := scenario.ReadEdit(f)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	then, err := edit.Apply(file)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	problem, err := then.Problem()
	if err != nil {
		return nil, nil, fmt.Errorf("the scenario with %s: %w", name, err)
	}
	return then, problem, nil
}

// solving is how both problems are solved: from the same start, with the same
// limits and the same seed.
type solving struct {
	start  *matching.Plan // nil for none
	limit  time.Duration
	effort int64
	seed   uint64
}

func (s solving) solve(ctx context.Context, p *matching.Problem, std streams) (*matching.Plan, error) {
	options := []matching.Option{matching.WithSeed(s.seed)}
	if s.effort > 0 {
		options = append(options, matching.WithEffort(s.effort))
	}
	if s.start != nil {
		options = append(options, matching.WithPlan(s.start))
	}
	plan, _, err := search(ctx, p, s.limit, options, std)
	if err == nil {
		err = ctx.Err() // interrupted plans are not comparable
	}
	return plan, err
}

func (s solving) compare(ctx context.Context, before, after *matching.Problem, std streams) (*comparison, error) {
	old, err := s.solve(ctx, before, std)
	if err != nil {
		return nil, err
	}
	then, err := s.solve(ctx, after, std)
	if err != nil {
		return nil, err
	}
	c := &comparison{Points: difference{old.Points, then.Points}, Bound: difference{old.Bound, then.Bound}}
	m, n := matching.Measure(before, old), matching.Measure(after, then)
	c.Visits, c.Pupils = difference{m.Visits.Placed, n.Visits.Placed}, difference{m.Pupils.Placed, n.Pupils.Placed}
	c.Asked = difference{m.Visits.Asked, n.Visits.Asked}
	centers, schools := map[string]*compared{}, map[string]*compared{}
	newTimetable(before, old).count(centers, schools, func(d *difference) *int64 { return &d.Before })
	newTimetable(after, then).count(centers, schools, func(d *difference) *int64 { return &d.After })
	c.Centers, c.Schools = inOrder(centers), inOrder(schools)
	return c, nil
}

// comparison is of two plans; its JSON names are a stable contract.
type comparison struct {
	Visits  difference `json:"visits"`
	Asked   difference `json:"asked"` // visits
	Pupils  difference `json:"pupils"`
	Points  difference `json:"points"`
	Bound   difference `json:"bound"`
	Centers []compared `json:"centers"` // that host a visit, who gain pupils first, who lose most last
	Schools []compared `json:"schools"` // that have a visit, in the same order
}

type difference struct {
	Before int64 `json:"before"`
	After  int64 `json:"after"`
}

func (d difference) more() int64 { return d.After - d.Before }

// compared is what a center hosts, or a school has.
type compared struct {
	ID     string     `json:"id"`
	Name   string     `json:"name,omitzero"`
	Visits difference `json:"visits"`
	Pupils difference `json:"pupils"`
}

// count adds the visits of a timetable to one side of what is compared.
func (t *timetable) count(centers, schools map[string]*compared, side func(*difference) *int64) {
	add := func(to map[string]*compared, id, name string, e entry) {
		if to[id] == nil {
			to[id] = &compared{ID: id, Name: name}
		}
		if e.visit.Part == 0 {
			*side(&to[id].Visits)++
		}
		*side(&to[id].Pupils) += int64(e.visit.Pupils)
	}
	for _, e := range t.entries {
		add(centers, string(e.center.ID), e.center.Name, e)
		add(schools, string(e.school.ID), e.school.Name, e)
	}
}

// inOrder sorts by the pupils gained, the most first, then by id.
func inOrder(all map[string]*compared) []compared {
	list := []compared{}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		list = append(list, *all[id])
	}
	slices.SortStableFunc(list, func(a, b compared) int { return cmp.Compare(b.Pupils.more(), a.Pupils.more()) })
	return list
}

func (c *comparison) print(w io.Writer) {
	g := grid.New(40)
	g.Head("", "as it is", "edited", "difference")
	for _, x := range []struct {
		name string
		difference
	}{{"visits placed", c.Visits}, {"visits asked", c.Asked}, {"pupils placed", c.Pupils}, {"points", c.Points}, {"points at most", c.Bound}} {
		g.Row(x.name, strconv.FormatInt(x.Before, 10), strconv.FormatInt(x.After, 10), signed(x.more()))
	}
	g.WriteTo(w)
	printCompared(w, "center", c.Centers)
	printCompared(w, "school", c.Schools)
}

// printCompared lists who gained and who lost, and counts the others.
func printCompared(w io.Writer, what string, list []compared) {
	g := grid.New(40)
	g.Head(what, "visits", "edited", "pupils", "edited", "difference")
	same := 0
	for _, x := range list {
		if x.Visits.more() == 0 && x.Pupils.more() == 0 {
			same++
			continue
		}
		g.Row(label(x.Name, x.ID), strconv.FormatInt(x.Visits.Before, 10), strconv.FormatInt(x.Visits.After, 10),
			strconv.FormatInt(x.Pupils.Before, 10), strconv.FormatInt(x.Pupils.After, 10), signed(x.Pupils.more()))
	}
	fmt.Fprintln(w)
	if same < len(list) {
		g.WriteTo(w)
	}
	fmt.Fprintf(w, "%d of %d %ss with visits have as many as before\n", same, len(list), what)
}

func signed(n int64) string { return fmt.Sprintf("%+d", n) }
