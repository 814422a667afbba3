-- Tideline's tables. Days are ISO dates, times ISO minutes, money whole euros, people by their short name.
CREATE TABLE people (login TEXT PRIMARY KEY, password TEXT, name TEXT, short TEXT, initials TEXT, site TEXT,
  role TEXT);
CREATE TABLE customers (id INTEGER PRIMARY KEY, number TEXT, name TEXT, street TEXT, town TEXT, country TEXT,
  segment TEXT, status TEXT, owner TEXT, since TEXT, lane TEXT,
  rating TEXT DEFAULT 'B');
CREATE TABLE contacts (id INTEGER PRIMARY KEY, customer INTEGER, name TEXT, role TEXT, mail TEXT, phone TEXT,
  checked TEXT, former INTEGER DEFAULT 0);
CREATE TABLE requests (id TEXT PRIMARY KEY, customer INTEGER, sender TEXT, company TEXT, origin TEXT, destination TEXT,
  goods TEXT, volume TEXT, received TEXT, status TEXT, owner TEXT, message TEXT);
CREATE TABLE opportunities (id TEXT PRIMARY KEY, customer INTEGER, name TEXT, service TEXT, stage TEXT, close TEXT,
  value INTEGER, next TEXT, owner TEXT, request TEXT);
CREATE TABLE visits (id TEXT PRIMARY KEY, customer INTEGER, day TEXT, who TEXT, need TEXT, promise TEXT, next TEXT,
  owner TEXT, status TEXT);
CREATE TABLE quotes (id TEXT PRIMARY KEY, customer INTEGER, name TEXT, service TEXT, price INTEGER, discount INTEGER,
  reason TEXT, status TEXT, valid TEXT, owner TEXT, approver TEXT);
CREATE TABLE cases (id TEXT PRIMARY KEY, customer INTEGER, subject TEXT, kind TEXT, owner TEXT, status TEXT,
  opened TEXT, paused TEXT, answered TEXT);
CREATE TABLE orders (id TEXT PRIMARY KEY, customer INTEGER, opportunity TEXT, name TEXT, lane TEXT, departure TEXT,
  volume TEXT, wishes TEXT, books TEXT, status TEXT);
CREATE TABLE events (about TEXT, at TEXT, what TEXT, person TEXT);
CREATE TABLE activities (id INTEGER PRIMARY KEY, customer INTEGER, kind TEXT, subject TEXT, due TEXT, owner TEXT,
  done INTEGER DEFAULT 0);
CREATE TABLE files (about TEXT, name TEXT, bytes INTEGER);
