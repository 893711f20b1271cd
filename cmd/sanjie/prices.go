package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

func prices(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	certified := flags.String("cert", "", "certificate `file` to read, with the prices")
	top := flags.Int("top", 20, "how many `rows` to print; 0 prints all")
	var by matching.Grouping
	flags.Func("by", "add up by center, course or week", func(s string) error { return by.UnmarshalText([]byte(s)) })
	asJSON := flags.Bool("json", false, "print one JSON object")
	var check pricesCheck
	flags.IntVar(&check.sample, "check", 0, "solve again with more of so `many` of them, from the first of the ranking to the last")
	flags.IntVar(&check.units, "units", 1, "how `many` more of each to solve with")
	from := flags.String("plan", "", "plan `file` that solving again starts from")
	flags.DurationVar(&check.limit, "time", 0, "time `limit` of solving once, such as 10s")
	flags.Int64Var(&check.effort, "effort", 0, "work `limit` of solving once")
	flags.Uint64Var(&check.seed, "seed", 1, "`seed` of the search")
	if err := parse(flags, args, "i", "cert"); err != nil {
		return err
	}
	switch {
	case *top < 0 || check.sample < 0 || check.limit < 0 || check.effort < 0:
		return usageError{"-top, -check, -time and -effort must not be negative"}
	case check.sample == 1:
		return usageError{"-check compares the ranks of at least 2"}
	case (check.sample > 0) != (*from != ""):
		return usageError{"-check and -plan go together"}
	case *input == "-" && (*certified == "-" || *from == "-") || *certified == "-" && *from == "-":
		return usageError{"only one of -i, -cert and -plan can be standard input"}
	}
	problem, start, err := std.begin(*input, *from)
	if err != nil {
		return err
	}
	certificate, err := std.certificate(*certified)
	if err != nil {
		return err
	}
	appraisal, err := matching.Appraise(problem, certificate)
	if err != nil {
		return fmt.Errorf("%s: %w", *certified, err)
	}
	report := pricesReport{Scale: appraisal.Scale, Listed: len(appraisal.List)}
	if by == 0 {
		report.Worths = firstOf(appraisal.List, *top)
	} else {
		report.Sums = firstOf(appraisal.Sums(by), *top)
	}
	if start != nil {
		if report.Check, err = check.run(ctx, problem, start, appraisal, std); err != nil {
			return err
		}
	}
	if *asJSON {
		return json.NewEncoder(std.out).Encode(report)
	}
	w := bufio.NewWriter(std.out)
	report.print(w, appraisal, newLabels(problem))
	return w.Flush()
}

func firstOf[T any](list []T, n int) []T {
	if n == 0 {
		return list
	}
	return list[:min(n, len(list))]
}

// pricesReport is what prices prints; its JSON names are a stable contract.
type pricesReport struct {
	Scale  int64            `json:"scale"`
	Listed int              `json:"listed"` // worths in all
	Worths []matching.Worth `json:"worths,omitzero"`
	Sums   []matching.Sum   `json:"sums,omitzero"`
	Check  *pricesChecked   `json:"check,omitzero"`
}

func (r *pricesReport) print(w io.Writer, a *matching.Appraisal, names labels) {
	g := grid.New(40)
	opens := false
	if r.Sums != nil {
		g.Head("rank", "points", "one more of each", "of", "things")
		for i, x := range r.Sums {
			g.Row(strconv.Itoa(i+1), strconv.FormatInt(a.Points(x.Rise), 10), oneMore(x.Resource),
				names.center(x.Center)+names.course(x.Course)+week(x.Week), strconv.Itoa(x.Things))
		}
	} else {
		g.Head("rank", "points", "one more", "of", "center", "course", "when")
		for i, x := range r.Worths {
			points := strconv.FormatInt(a.Points(x.Rise), 10)
			if x.Opens {
				points, opens = points+" +", true
			}
			g.Row(strconv.Itoa(i+1), points, oneMore(x.Resource), names.of(x), names.center(x.Center), names.course(x.Course), moreWhen(x))
		}
	}
	g.WriteTo(w)
	if opens {
		fmt.Fprintln(w, "+ and besides what it would be worth to those who have no such option now")
	}
	fmt.Fprintf(w, "%d in all; the points are what the bound on all plans would rise by with each alone\n", r.Listed)
	if r.Check != nil {
		r.Check.print(w, names)
	}
}

// oneMore names one more of a resource.
func oneMore(r matching.Resource) string {
	switch r {
	case matching.ResourceTour:
		return "session a slot"
	case matching.ResourceHead:
		return "person a slot"
	case matching.ResourceMoney:
		return "1,000 yuan"
	case matching.ResourceQuota:
		return "of a quota"
	}
	return r.String()
}

// moreWhen names when there would be one more.
func moreWhen(w matching.Worth) string {
	if w.Slot != "" {
		return string(w.Slot)
	}
	return week(w.Week)
}

func week(monday capacity.Date) string {
	if monday == 0 {
		return ""
	}
	return monday.String()
}

// labels are the names that people know things by.
type labels struct {
	problem *matching.Problem
	items   []curriculum.Item
	network capacity.Spec
}

func newLabels(p *matching.Problem) labels {
	return labels{p, p.Catalog().Spec().Items, p.Network().Spec()}
}

func (l labels) center(id capacity.CenterID) string {
	center, _ := l.problem.Network().Center(id)
	return label(center.Name, id)
}

func (l labels) course(id curriculum.CourseID) string {
	course, _ := l.problem.Catalog().Course(id)
	return label(course.Name, id)
}

// of names what there would be one more of.
func (l labels) of(w matching.Worth) string {
	switch w.Resource {
	case matching.ResourceInstructor:
		return "like " + string(w.Instructor)
	case matching.ResourceTour:
		return string(w.Team)
	case matching.ResourceUnit:
		i := slices.IndexFunc(l.items, func(x curriculum.Item) bool { return x.ID == w.Item })
		return label(l.items[i].Name, w.Item)
	case matching.ResourceMoney:
		return string(w.Budget)
	case matching.ResourceBus:
		i := slices.IndexFunc(l.network.Fleets, func(x capacity.Fleet) bool { return x.ID == w.Fleet })
		return label(l.network.Fleets[i].Name, w.Fleet)
	case matching.ResourceQuota:
		i := slices.IndexFunc(l.network.Quotas, func(x capacity.Quota) bool { return x.ID == w.Quota })
		return label(l.network.Quotas[i].Name, w.Quota)
	}
	return string(w.Offering)
}

// pricesCheck is how worths are compared with what is gained.
type pricesCheck struct {
	sample, units int
	solving
}
