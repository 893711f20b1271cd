package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/record"
)

// write prints the page.
func (t *tale) write(w io.Writer) error {
	for _, part := range []func(io.Writer) error{t.writeTerms, t.writeVisits, t.writeEnd, t.writeRatings, t.writeCredits, t.writePortfolio, t.writeCertificate} {
		if err := part(w); err != nil {
			return err
		}
	}
	return nil
}

func table(w io.Writer, title string, head []string, rows [][]string) error {
	fmt.Fprintf(w, "%s\n\n", title)
	g := grid.New(0)
	g.Head(head...)
	for _, row := range rows {
		g.Row(row...)
	}
	_, err := g.WriteTo(w)
	return err
}

// part returns what a standard says in an assessment.
func part(a *record.Assessment, id record.StandardID) record.Part {
	for _, p := range a.Parts {
		if p.Standard == id {
			return p
		}
	}
	return record.Part{}
}

// writeTerms says of each term what the class asked for and has: labor in the term
// alone, career experience since it entered.
func (t *tale) writeTerms(w io.Writer) error {
	var rows [][]string
	for _, p := range t.terms {
		l, e := part(p.within, labor), part(p.after[0], experience)
		asked, held := 0, 0
		for _, r := range p.asked {
			if r.Cohort == class {
				asked++
			}
		}
		for _, v := range p.visits {
			if v.Learner == class {
				held++
			}
		}
		rows = append(rows, []string{p.id + " " + p.name, fmt.Sprint(l.Weeks), fmt.Sprint(l.Hours.Required), fmt.Sprint(l.Hours.Delivered), fmt.Sprint(l.Hours.Owed),
			fmt.Sprintf("%d of %d", held, asked), fmt.Sprintf("%d of %d", e.Hours.Delivered, e.Hours.Required),
			fmt.Sprintf("%d of %d", e.Recognized.Delivered, e.Recognized.Required), fmt.Sprint(e.Hours.Owed), fmt.Sprint(part(p.after[2], experience).Hours.Owed), fmt.Sprintf("%d of 4", p.covered)})
	}
	return table(w, "The class by term: labor of the term, career experience so far",
		[]string{"term", "weeks", "labor", "done", "owed", "visits", "experience", "recognized", "owed", "p2 owes", "program"}, rows)
}

// writeVisits lists what was recorded, and by which weight it was asked for.
func (t *tale) writeVisits(w io.Writer) error {
	var rows [][]string
	events := ""
	for _, p := range t.terms {
		for _, v := range p.visits {
			weight := ""
			for _, r := range p.asked {
				if strings.HasSuffix(string(v.ID), "@"+string(r.ID)) {
					weight = fmt.Sprint(r.Weight)
				}
			}
			verdict := ""
			for _, j := range part(p.after[slices.Index(holders, v.Learner)], experience).Entries {
				if j.Entry == v.ID {
					verdict = j.Verdict.String()
				}
			}
			rows = append(rows, []string{v.Date.String(), string(v.Learner), projectOf(v.Course).name, string(v.Center), fmt.Sprint(v.Hours), weight, verdict, v.Product})
		}
		for _, e := range p.events {
			events += p.id + ": " + e + "\n"
		}
	}
	fmt.Fprintln(w)
	if err := table(w, "Visits", []string{"date", "learner", "course", "center", "hours", "weight", "Shanghai's rule", "product"}, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s", events)
	return err
}

// writeEnd assesses all three at the end of grade 9, with the credits of the accounts.
func (t *tale) writeEnd(w io.Writer) error {
	list, err := t.assessed()
	if err != nil {
		return err
	}
	var rows [][]string
	for _, a := range list {
		for _, p := range a.Parts {
			recognized := ""
			if p.Recognized.Required > 0 {
				recognized = fmt.Sprintf("%d of %d", p.Recognized.Delivered, p.Recognized.Required)
			}
			row := []string{string(a.Learner), string(p.Standard), fmt.Sprint(p.Hours.Required), fmt.Sprint(p.Hours.Delivered), recognized, fmt.Sprint(p.Hours.Owed)}
			if p.Standard == bonus {
				row = []string{string(a.Learner), string(p.Standard), fmt.Sprint(p.Credits.Required), fmt.Sprint(p.Credits.Held), "", fmt.Sprint(p.Credits.Owed)}
			}
			rows = append(rows, row)
		}
	}
	fmt.Fprintln(w)
	return table(w, "At the end of grade 9, class hours or credits", []string{"learner", "standard", "required", "delivered", "recognized", "owed"}, rows)
}

// assessed are all learners over all three years.
func (t *tale) assessed() ([]*record.Assessment, error) {
	a := t.archive
	var list []*record.Assessment
	for l := range a.Book.Learners() {
		x, err := record.Assess(a.Book, a.Requirements, l.ID, capacity.DateSpan{}, a.Account.Credits(l.ID)...)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}

func shown(f evaluation.Figure) string {
	if !f.Shown {
		return "not shown"
	}
	return fmt.Sprintf("%v of %d raters", f.Mean, f.Raters)
}

// writeRatings says what the visits were to those who came: teachers are too few.
func (t *tale) writeRatings(w io.Writer) error {
	r, err := t.found(capacity.DateSpan{}, evaluation.ByCenter)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, c := range r.Cells {
		name := string(c.Center)
		if c.Depth == 0 {
			name = "all"
		}
		row := []string{name, shown(c.Overall)}
		for _, x := range c.Dimensions[0].Roles {
			row = append(row, shown(x.Figure))
		}
		rows = append(rows, row)
	}
	fmt.Fprintln(w)
	if err := table(w, "Interest, as the visits were rated", []string{"center", "overall", "pupils", "teachers"}, rows); err != nil {
		return err
	}
	years, err := t.trend()
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\nBy year:")
	for i, p := range years.Rows[0].Points {
		if i > 0 {
			fmt.Fprintf(w, ", %v to", p.Trend)
		}
		fmt.Fprintf(w, " %v in %s", p.Mean, years.Terms[i].Name)
	}
	_, err = fmt.Fprintln(w)
	return err
}

func (t *tale) writeCredits(w io.Writer) error {
	var rows [][]string
	for _, o := range t.owned {
		s := o.statement
		b := s.Balances[0]
		rows = append(rows, []string{string(s.Learner), fmt.Sprint(s.Deposited), fmt.Sprint(s.Free), fmt.Sprint(s.Converted),
			fmt.Sprint(o.lots), fmt.Sprint(b.Earned), fmt.Sprint(b.Used), fmt.Sprint(b.Free)})
	}
	fmt.Fprintln(w)
	return table(w, "Accounts: class hours, and credits of "+subject, []string{"learner", "deposited", "free", "converted", "lots", "earned", "used", "left"}, rows)
}

func (t *tale) writePortfolio(w io.Writer) error {
	var rows [][]string
	for _, id := range holders[1:] {
		f, _ := t.archive.Book.Portfolio(id, t.issued.signed.Certificate)
		for _, y := range f.Years {
			mean := ""
			for _, m := range y.Marks {
				mean = fmt.Sprint(m.Mean)
			}
			rows = append(rows, []string{string(id), "grade " + y.Grade.String(), fmt.Sprint(y.Hours), fmt.Sprint(len(y.Occupations)), fmt.Sprint(y.Products), mean, ""})
		}
		d := f.Dimensions[0]
		rows = append(rows, []string{string(id), "all", fmt.Sprint(f.Hours), fmt.Sprint(len(f.Occupations)), fmt.Sprint(len(f.Products)),
			fmt.Sprintf("%d (%+d)", d.Mean, d.Change), fmt.Sprint(len(f.Certificates))})
	}
	fmt.Fprintln(w)
	return table(w, "Portfolios", []string{"pupil", "year", "hours", "occupations", "products", "interest", "certificates"}, rows)
}

func (t *tale) writeCertificate(w io.Writer) error {
	c := t.issued.signed.Completion()
	fmt.Fprintf(w, "\nCertificate %s of %s: %d class hours in %d visits, %v, %d credits\n",
		c.Serial, c.Learner, c.Hours, len(c.Completed), c.Standards, c.Credits[0].Credits)
	for _, d := range t.issued.damaged() {
		if _, err := fmt.Fprintf(w, "  %s: %s\n", d.what, t.issued.checked(d.text)); err != nil {
			return err
		}
	}
	return nil
}
