package record_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// loud ends an example whose fixture is wrong.
type loud struct{}

func (loud) Helper()           {}
func (loud) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

// pupil returns the book of p1, who did e1, a drone, 4 hours; e2, milling, 4
// hours; and e4, milling, 6 hours, at centers of the vocational school.
func pupil() (*record.Book, *curriculum.Catalog, *capacity.Providers) {
	all := threeTerms()
	b := seniorBook(loud{}, all[0], all[1], all[3])
	return b, b.Catalog(), b.Providers()
}

func report(err error) {
	if err != nil {
		fmt.Println(err)
	}
}

func ExampleAccount() {
	book, catalog, providers := pupil()
	agreements, err := record.NewAgreements(catalog, providers, []record.Agreement{{
		ID: "s-voc", School: "s", Centers: []capacity.CenterID{"v1", "v2"},
		SchoolAgreed: capacity.DateOf(2025, 9, 10), CentersAgreed: capacity.DateOf(2025, 9, 20),
		Rows: []record.Row{{ID: "labor", Tier: curriculum.Practice, Hours: 5, Credits: 2, Subject: "劳动", Most: 6}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}

	account := record.NewAccount(book, agreements)
	today := capacity.DateOf(2026, 12, 1)
	step := func(id record.StepID, s record.Step) {
		s.ID, s.Learner, s.Date = id, "p1", today
		report(account.Apply(s))
	}
	step("1", record.Step{Kind: record.StepDeposit, Entry: "e1"})
	step("2", record.Step{Kind: record.StepDeposit, Entry: "e2"})
	step("3", record.Step{Kind: record.StepDeposit, Entry: "e4"})
	step("4", record.Step{Kind: record.StepConvert, Agreement: "s-voc", Row: "labor", Lots: 3}) // there are 4 + 6 hours of practice
	step("4", record.Step{Kind: record.StepConvert, Agreement: "s-voc", Row: "labor", Lots: 2})
	step("5", record.Step{Kind: record.StepUse, Subject: "劳动", Credits: 3, For: "graduation"})
	fmt.Println(account.Credits("p1"))

	report(book.Append(record.Entry{ID: "x2", Learner: "10-1", Date: capacity.DateOf(2026, 3, 13), Voids: "e2"}))
	step("6", record.Step{Kind: record.StepVoid, Entry: "e2"})
	s := account.Statement("p1")
	fmt.Println(s.Deposited, "=", s.Free, "+", s.Converted, "+", s.Void)
	fmt.Printf("%+v\n", s.Balances)

	// Output:
	// record: step "4", convert of "p1" on 2026-12-01: 10 free hours are recognized, and 5 make a lot
	// [{劳动 4}]
	// 14 = 5 + 5 + 4
	// [{Subject:劳动 Earned:2 Used:3 Free:0 Owed:1}]
}

func ExampleCertificate() {
	book, _, _ := pupil()
	certificate, err := book.Certify(record.Draft{
		Serial: "2026-0001", Learner: "p1", Issuer: "center v1", Issued: capacity.DateOf(2026, 12, 1),
		Entries: []record.EntryID{"e2", "e4"},
		Credits: []record.SubjectCredits{{Subject: "劳动", Credits: 4}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	private, public := testKey(loud{}) // the issuer's own; nothing here makes or keeps keys
	signature, err := certificate.Sign(private)
	if err != nil {
		fmt.Println(err)
		return
	}

	// Somebody else has the bytes, the signature and the issuer's public key.
	show := func(data []byte, signature []byte, public ed25519.PublicKey) {
		c, err := record.ParseCertificate(data)
		if err == nil {
			err = c.Check(public, signature)
		}
		if err != nil {
			fmt.Println(errors.Is(err, record.ErrSignature), err)
			return
		}
		done := c.Completion()
		fmt.Println(done.Serial, done.Hours, len(done.Completed), c.Digest()[:8])
	}
	data := certificate.Bytes()
	show(data, signature, public)
	signature[0] ^= 1
	show(data, signature, public)

	// Output:
	// 2026-0001 10 2 48c3a6cc
	// true record: the signature is not of this certificate and key
}

func ExampleBook_Portfolio() {
	book := seniorBook(loud{}, threeTerms()...)
	p, _ := book.Portfolio("p1")
	for _, y := range p.Years {
		fmt.Println(y.Grade, y.Hours, y.Virtual, y.Occupations, y.Products, y.Marks)
	}
	for _, d := range p.Dimensions {
		fmt.Println(d.Dimension, d.Mean, d.Change)
	}

	// Output:
	// 10 10 2 [machinist pilot] 0 [{合作 1 700}]
	// 11 10 0 [baker machinist] 2 [{创新 1 600} {合作 2 851}]
	// 创新 600 0
	// 合作 800 151
}
