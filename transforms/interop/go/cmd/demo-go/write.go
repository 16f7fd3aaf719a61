package main

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

// The lines of the neutral input; transforms/interop/demo/README.md describes them.
type line struct {
	Carrier  *Carrier
	Route    *route
	Aircraft *registered
	Weather  *observed
	Flight   *neutral
}

type route struct {
	ID       string
	Title    string
	Origin   string
	Dest     string
	Distance int32 `json:"distance_mi"`
	City     City  `json:"dest_city"`
}

type registered struct {
	TailNumber   string  `json:"tail_number"`
	ModeSAddress *string `json:"mode_s_address"`
	Details      *Aircraft
}

type observed struct {
	Origin string
	Weather
}

type neutral struct {
	ID         int64  `json:"flight_id"`
	Date       string `json:"flight_date"`
	Carrier    string
	Number     uint16 `json:"flight_number"`
	Route      string
	Status     Status
	TailNumber *string `json:"tail_number"`
	Schedule
	DepAt     *time.Time `json:"dep_at"`
	ArrAt     *time.Time `json:"arr_at"`
	DepDelay  *int32     `json:"dep_delay_min"`
	ArrDelay  *int32     `json:"arr_delay_min"`
	AirTime   *int64     `json:"air_time_min"`
	Overnight bool
	OnTime    *bool `json:"on_time"`
	Minutes   map[string]int32
	WeatherAt *time.Time `json:"weather_at"`
}

type station struct {
	origin string
	at     int64
}

// service is what the flights of the input refer to.
type service struct {
	carriers map[string]Carrier
	routes   map[string]*route
	aircraft map[string]*registered
	weather  map[station]*Weather
	inbound  map[string]int64 // the flight before, by tail number
	store    *store
}

// The row number of the source's table is in the low bits of a flight's id.
func rowNumber(id int64) int64 { return id & 0x3FFFFF }

func write(input, out string) error {
	packed, err := os.Open(input)
	if err != nil {
		return err
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return fmt.Errorf("%s: %w", input, err)
	}
	s := service{
		carriers: map[string]Carrier{}, routes: map[string]*route{}, aircraft: map[string]*registered{},
		weather: map[station]*Weather{}, inbound: map[string]int64{}, store: &store{root: out, all: sha256.New()},
	}
	lines := json.NewDecoder(bufio.NewReaderSize(unpacked, 1<<20))
	lines.DisallowUnknownFields()
	for {
		var l line
		if err := lines.Decode(&l); err == io.EOF {
			break
		} else if err != nil {
			return fmt.Errorf("%s at byte %d: %w", input, lines.InputOffset(), err)
		}
		if err := s.take(l); err != nil {
			return err
		}
	}
	return s.store.finish()
}

func (s *service) take(l line) error {
	switch {
	case l.Carrier != nil:
		s.carriers[l.Carrier.Code] = *l.Carrier
	case l.Route != nil:
		s.routes[l.Route.ID] = l.Route
	case l.Aircraft != nil:
		s.aircraft[l.Aircraft.TailNumber] = l.Aircraft
	case l.Weather != nil:
		s.weather[station{l.Weather.Origin, l.Weather.ObservedAt.Unix()}] = &l.Weather.Weather
	case l.Flight != nil:
		record, err := s.flight(l.Flight)
		if err != nil {
			return err
		}
		text, err := json.Marshal(s.asWritten(record))
		if err != nil {
			return fmt.Errorf("flight %d: %w", record.ID, err)
		}
		return s.store.add(record.Date, record.Dest, text)
	}
	return nil
}

// flight joins a flight with what it refers to, and adds the two fields that are made up.
func (s *service) flight(f *neutral) (*Flight, error) {
	r := s.routes[f.Route]
	if r == nil {
		return nil, fmt.Errorf("flight %d: there is no route %s", f.ID, f.Route)
	}
	record := &Flight{
		ID: f.ID, Date: f.Date, Carrier: s.carriers[f.Carrier], Number: f.Number, Title: r.Title, Status: f.Status,
		Origin: r.Origin, Dest: r.Dest, Distance: r.Distance, City: r.City, Schedule: f.Schedule, ArrAt: f.ArrAt,
		DepDelay: f.DepDelay, Overnight: f.Overnight, OnTime: f.OnTime, Minutes: f.Minutes,
	}
	if f.DepAt != nil {
		record.DepAt = *f.DepAt
	}
	if f.ArrDelay != nil {
		record.ArrDelay = sql.NullInt32{Int32: *f.ArrDelay, Valid: true}
	}
	if f.AirTime != nil {
		duration := time.Duration(*f.AirTime) * time.Minute
		record.AirTime = &duration
	}
	if f.WeatherAt != nil {
		record.Weather = s.weather[station{r.Origin, f.WeatherAt.Unix()}]
	}
	var inbound any
	if f.TailNumber != nil {
		record.TailNumber = sql.NullString{String: *f.TailNumber, Valid: true}
		if known := s.aircraft[*f.TailNumber]; known != nil {
			record.Aircraft = known.Details
			if known.ModeSAddress != nil {
				var err error
				if record.ModeSAddress, err = hex.DecodeString(*known.ModeSAddress); err != nil {
					return nil, fmt.Errorf("flight %d: %w", f.ID, err)
				}
			}
		}
		if before, ok := s.inbound[*f.TailNumber]; ok {
			inbound = json.Number(fmt.Sprint(before))
		}
		s.inbound[*f.TailNumber] = f.ID
	}
	n := rowNumber(f.ID)
	remark := ""
	if n%5 == 0 {
		remark = "crew < 8 h & rested"
	}
	record.Payload = map[string]any{
		"inbound": inbound, "share": float64(n%8) / 8, "momentum": float64(n%1000) * 1e20, "remark": remark,
	}
	record.RecordedAt = recordedAt(record, n)
	return record, nil
}

var (
	winter     = time.FixedZone("CET", 3600)
	summer     = time.FixedZone("CEST", 7200)
	summerTime = time.Date(2013, 3, 31, 1, 0, 0, 0, time.UTC)
	// Amsterdam's local mean time, which a machine without a current table of zones takes for its zone.
	meanTime = time.FixedZone("LMT", 19*60+32)
)

func recordedAt(record *Flight, n int64) time.Time {
	base := record.SchedArrAt
	if record.ArrAt != nil {
		base = *record.ArrAt
	}
	nanos := [4]int64{0, n % 1000 * 1e6, n % 1e6 * 1e3, n * 7919 % 1e9}[n%4]
	at := base.Add(time.Duration(n%600)*time.Second + time.Duration(nanos))
	if at.Before(summerTime) {
		return at.In(winter)
	}
	return at.In(summer)
}

// asWritten is the record as the version of the service that wrote it held it: most as they are, a few with the
// faults that transforms/interop/demo/README.md lists. They are chosen by the row number alone.
func (s *service) asWritten(record *Flight) any {
	n := rowNumber(record.ID)
	p := n % 1000
	switch {
	case p == 1:
		record.RecordedAt = record.RecordedAt.In(meanTime)
	case p == 3 || p == 4:
		record.Payload = throughInterface(record.Payload)
	case p >= 10 && p < 20 && len(record.City.LatinNames) == 0:
		record.City.LatinNames = nil
	case record.Status == Diverted && p >= 500:
		record.ArrAt = new(time.Time)
	case n%20000 == 7: // names read from Latin-1: encoding/json makes one key of the two
		names := map[string]string{"Lat\xff": record.City.Name, "Lat\xfe": record.City.Name}
		for script, name := range record.City.NamesByScript {
			names[script] = name
		}
		record.City.NamesByScript = names
	case n%5000 == 6 && record.Weather != nil:
		return flightV2{record, weatherV2{record.Weather.ObservedAt, record.Weather.Temp}}
	case (p == 41 || p == 42) && record.ModeSAddress != nil:
		return flightV1{Flight: record, ModeSAddress: record.ModeSAddress}
	}
	return record
}

func throughInterface(payload any) any {
	text, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	var read any
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	return read
}
