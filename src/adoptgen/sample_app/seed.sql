-- The morning of Tuesday 13 January 2026 at Nordkai. Everybody and everything here is invented.
INSERT INTO people VALUES
 ('m.krueger', 'tideline', 'Marlene Krüger', 'M. Krüger', 'MK', 'Hamburg', 'sales'),
 ('h.vogt', 'tideline', 'Hanne Vogt', 'H. Vogt', 'HV', 'Hamburg', 'manager'),
 -- whoever has no password owns records and cannot sign in
 ('t.albers', '', 'Tom Albers', 'T. Albers', 'TA', 'Hamburg', 'sales'),
 ('j.petersen', '', 'Jana Petersen', 'J. Petersen', 'JP', 'Hamburg', 'sales'),
 ('s.de-wit', '', 'Sanne de Wit', 'S. de Wit', 'SW', 'Rotterdam', 'sales'),
 ('c.moreau', '', 'Claire Moreau', 'C. Moreau', 'CM', 'Lyon', 'sales'),
 ('k.nowak', '', 'Kasia Nowak', 'K. Nowak', 'KN', 'Gdańsk', 'sales'),
 ('r.haddad', '', 'Rami Haddad', 'R. Haddad', 'RH', 'Jebel Ali', 'sales');
INSERT INTO customers (id, number, name, street, town, country, segment, status, owner, since, lane) VALUES
 (1, 'K-10342', 'Bergström Timber AB', 'Norra Skeppsbron 4', 'Gävle', 'SE', 'forest', 'active', 'M. Krüger', '2019-05-02', 'Hamburg – Jebel Ali'),
 (2, 'K-11870', 'Bergström Interiör AB', 'Stora Nygatan 31', 'Malmö', 'SE', 'retail', 'prospect', 'J. Petersen', '2025-11-18', 'Malmö – Rotterdam'),
 (3, 'K-10977', 'Bergstad Maskin AS', 'Sjøgata 12', 'Bodø', 'NO', 'machinery', 'active', 'T. Albers', '2021-09-13', 'Bodø – Hamburg'),
 (4, 'K-10115', 'Kvist & Lund Møbler A/S', 'Havnegade 27', 'Aarhus', 'DK', 'retail', 'active', 'M. Krüger', '2017-03-20', 'Aarhus – Rotterdam'),
 (5, 'K-10688', 'Delmotte Pharma SA', '18 rue des Alouettes', 'Lyon', 'FR', 'pharma', 'active', 'M. Krüger', '2020-10-05', 'Lyon – Singapore'),
 (6, 'K-10231', 'Van Oosterhout Bloemen BV', 'Legmeerdijk 313', 'Aalsmeer', 'NL', 'food', 'active', 'S. de Wit', '2018-02-12', 'Rotterdam – Jebel Ali'),
 (7, 'K-11204', 'Wiśniewski Szkło Sp. z o.o.', 'ul. Nadbrzeżna 8', 'Gdańsk', 'PL', 'glass', 'active', 'K. Nowak', '2022-06-27', 'Gdańsk – Felixstowe'),
 (8, 'K-10859', 'Lindner Messtechnik GmbH', 'Werkstraße 5', 'Kassel', 'DE', 'machinery', 'active', 'M. Krüger', '2021-01-11', 'Hamburg – Busan'),
 (9, 'K-11633', 'Al Marjan Trading LLC', 'Warehouse 14, Street 9', 'Jebel Ali', 'AE', 'retail', 'active', 'R. Haddad', '2024-04-15', 'Jebel Ali – Hamburg'),
 (10, 'K-11922', 'Oliveraie Castellane SARL', '2 chemin du Moulin', 'Nîmes', 'FR', 'food', 'prospect', 'C. Moreau', '2025-12-09', 'Lyon – Rotterdam'),
 (11, 'K-10504', 'Thorsgaard Pumper ApS', 'Industrivej 40', 'Odense', 'DK', 'machinery', 'active', 'T. Albers', '2020-01-27', 'Hamburg – Santos'),
 (12, 'K-11045', 'Hansen & Brook Ltd', '6 Dock Road', 'Felixstowe', 'GB', 'forest', 'resting', 'S. de Wit', '2021-11-02', 'Gdańsk – Felixstowe'),
 (13, 'K-11958', 'Kohler Optik GmbH', 'Am Planetarium 3', 'Jena', 'DE', 'machinery', 'prospect', 'M. Krüger', '2026-01-09', 'Hamburg – Lyon'),
 (14, 'K-11736', 'Lindqvist Papper AB', 'Hamngatan 19', 'Sundsvall', 'SE', 'forest', 'prospect', 'M. Krüger', '2025-10-02', 'Gävle – Lyon');
INSERT INTO contacts (id, customer, name, role, mail, phone, checked) VALUES
 (1, 1, 'Elin Dahl', 'decides', 'elin.dahl@bergstrom-timber.example', '+46 26 555 01 40', '2025-02-03'),
 (2, 1, 'Jonas Wikström', 'books', 'jonas.wikstrom@bergstrom-timber.example', '+46 26 555 01 17', '2025-09-22'),
 (3, 1, 'Karin Nyberg', 'pays', 'karin.nyberg@bergstrom-timber.example', '+46 26 555 01 08', '2025-09-22'),
 (4, 4, 'Mette Lund', 'decides', 'mette@kvist-lund.example', '+45 86 55 51 20', '2025-10-14'),
 (5, 4, 'Søren Kvist', 'books', 'soren@kvist-lund.example', '+45 86 55 51 24', '2025-10-14'),
 (6, 5, 'Aline Delmotte', 'decides', 'a.delmotte@delmotte-pharma.example', '+33 4 99 55 12 30', '2025-12-01'),
 (7, 5, 'Hugo Perrin', 'books', 'h.perrin@delmotte-pharma.example', '+33 4 99 55 12 41', '2025-12-01'),
 (8, 6, 'Daan van Oosterhout', 'decides', 'daan@oosterhout-bloemen.example', '+31 297 555 118', '2025-06-30'),
 (9, 7, 'Ewa Wiśniewska', 'decides', 'ewa@wisniewski-szklo.example', '+48 58 555 20 11', '2025-08-19'),
 (10, 8, 'Dr. Petra Lindner', 'decides', 'p.lindner@lindner-messtechnik.example', '+49 561 555 300', '2025-11-05'),
 (11, 9, 'Omar Al Marri', 'decides', 'omar@almarjan.example', '+971 4 555 0191', '2025-11-26'),
 (12, 11, 'Lars Thorsgaard', 'decides', 'lars@thorsgaard.example', '+45 66 55 10 90', '2025-05-12'),
 (13, 2, 'Sofia Ek', 'decides', 'sofia.ek@bergstrom-interior.example', '+46 40 555 22 10', '2025-11-18'),
 (14, 3, 'Ingrid Solberg', 'books', 'ingrid@bergstad-maskin.example', '+47 75 55 51 02', '2025-07-01'),
 (15, 13, 'Dr. Anja Kohler', 'decides', 'anja.kohler@kohler-optik.example', '+49 3641 555 80', '2026-01-09'),
 (16, 14, 'Per Lindqvist', 'decides', 'per@lindqvist-papper.example', '+46 60 555 31 00', '2025-12-17');
INSERT INTO requests VALUES
 ('R-20418', 1, 'Elin Dahl', 'Bergström Timber AB', 'Hamburg', 'Jebel Ali', 'Sawn timber, palletised', '22 pallets a month', '2026-01-13T08:42', 'new', '',
  'Good morning, from April we will ship sawn timber to a new builders’ merchant in Dubai, about 22 pallets a month. Could you take it from Hamburg to Jebel Ali, and what would it cost per pallet? We compare three offers and decide by the end of February. Best regards, Elin Dahl'),
 ('R-20417', 9, 'Omar Al Marri', 'Al Marjan Trading LLC', 'Jebel Ali', 'Hamburg', 'Dates in cartons', '2 reefers a month', '2026-01-13T07:55', 'new', '', 'Season starts in August. Please quote two 40 foot reefers a month.'),
 ('R-20416', 0, 'Nils Sommer', 'Hafenbäckerei Sommer', 'Hamburg', 'Bremen', 'Baking trays', '1 van load', '2026-01-12T16:31', 'new', '', 'What does a van to Bremen cost next Friday?'),
 ('R-20415', 7, 'Ewa Wiśniewska', 'Wiśniewski Szkło Sp. z o.o.', 'Gdańsk', 'Felixstowe', 'Flat glass, crated', '6 trailers a month', '2026-01-12T14:06', 'claimed', 'K. Nowak', 'Our carrier stops the Felixstowe run in March.'),
 ('R-20414', 5, 'Hugo Perrin', 'Delmotte Pharma SA', 'Lyon', 'Singapore', 'Vaccines, 2–8 °C', '400 kg a week', '2026-01-12T11:20', 'claimed', 'M. Krüger', 'We need a second lane for the Singapore plant.'),
 ('R-20412', 10, 'Luc Castellane', 'Oliveraie Castellane SARL', 'Nîmes', 'Rotterdam', 'Olive oil, glass', '9 pallets a month', '2026-01-12T09:48', 'new', '', 'We open a shop in the Netherlands and look for a regular run.'),
 ('R-20409', 12, 'Tom Brook', 'Hansen & Brook Ltd', 'Gdańsk', 'Felixstowe', 'Plywood', '3 trailers', '2026-01-09T15:12', 'new', '', 'Please send your winter rates.');
INSERT INTO opportunities VALUES
 ('O-1186', 13, 'Kohler Optik · Hamburg – Lyon', 'road', 'negotiation', '2026-02-17', 62000, 'Send the contract by 16 January', 'M. Krüger', ''),
 ('O-1185', 14, 'Lindqvist Papper · Gävle – Lyon', 'road', 'qualified', '2026-02-24', 90000, 'Quote by 20 January', 'M. Krüger', ''),
 ('O-1187', 5, 'Delmotte Pharma · Lyon – Singapore', 'air', 'offered', '2026-02-20', 96000, 'Send the temperature report', 'M. Krüger', ''),
 ('O-1184', 8, 'Lindner Messtechnik · Hamburg – Busan', 'sea-fcl', 'negotiation', '2026-01-09', 132000, 'Call Dr. Lindner about transit time', 'M. Krüger', ''),
 ('O-1183', 6, 'Van Oosterhout · Rotterdam – Jebel Ali', 'air', 'qualified', '2026-03-13', 210000, 'Two routings by 21 January', 'S. de Wit', ''),
 ('O-1181', 9, 'Al Marjan · Jebel Ali – Hamburg', 'sea-fcl', 'offered', '2025-12-19', 88000, '', 'R. Haddad', ''),
 ('O-1179', 7, 'Wiśniewski Szkło · Gdańsk – Felixstowe', 'road', 'negotiation', '2026-02-06', 154000, 'Answer on glass insurance', 'K. Nowak', ''),
 ('O-1178', 5, 'Delmotte Pharma · Lyon – Gdańsk', 'road', 'offered', '2026-01-12', 38000, 'Ask who decides now', 'M. Krüger', ''),
 ('O-1176', 11, 'Thorsgaard Pumper · Hamburg – Santos', 'sea-fcl', 'qualified', '2026-03-27', 74000, 'Ask for yearly volume', 'T. Albers', ''),
 ('O-1174', 5, 'Delmotte Pharma · Lyon – Jebel Ali', 'air', 'offered', '2026-02-11', 54000, 'Call about the cold store', 'R. Haddad', ''),
 ('O-1170', 5, 'Delmotte Pharma · Lyon – Rotterdam', 'road', 'negotiation', '2026-02-12', 27000, 'Call about dock times', 'C. Moreau', ''),
 ('O-1172', 10, 'Oliveraie Castellane · Nîmes – Rotterdam', 'road', 'qualified', '2025-12-31', 41000, '', 'C. Moreau', ''),
 ('O-1168', 3, 'Bergstad Maskin · Bodø – Hamburg', 'road', 'offered', '2026-02-27', 63000, 'Second offer by 16 January', 'T. Albers', ''),
 ('O-1164', 4, 'Kvist & Lund · Aarhus – Rotterdam', 'road-ltl', 'won', '2026-01-12', 118000, 'Hand over by 14 January', 'M. Krüger', ''),
 ('O-1159', 8, 'Lindner Messtechnik · Kassel – Lyon', 'road', 'won', '2025-12-16', 52000, '', 'M. Krüger', ''),
 ('O-1155', 12, 'Hansen & Brook · Gdańsk – Felixstowe', 'road', 'lost', '2025-12-05', 97000, '', 'S. de Wit', '');
INSERT INTO visits VALUES
 ('V-0918', 1, '2026-01-12', 'Elin Dahl', '', '', '', 'M. Krüger', 'planned'),
 ('V-0921', 8, '2026-01-15', 'Dr. Petra Lindner', '', '', '', 'M. Krüger', 'planned'),
 ('V-0924', 6, '2026-01-14', 'Daan van Oosterhout', '', '', '', 'S. de Wit', 'planned'),
 ('V-0913', 5, '2026-01-08', 'Aline Delmotte, Hugo Perrin', 'A second lane to Singapore, 2–8 °C', 'Temperature report of the last ten flights', '2026-01-16', 'M. Krüger', 'logged'),
 ('V-0909', 4, '2025-12-11', 'Mette Lund', 'One weekly groupage to Rotterdam', 'Fixed Thursday departure', '2026-01-12', 'M. Krüger', 'logged'),
 ('V-0904', 7, '2025-12-04', 'Ewa Wiśniewska', 'Crates that need no re-stacking', 'Trial run with two trailers', '2026-01-20', 'K. Nowak', 'logged');
INSERT INTO quotes VALUES
 ('Q-3127', 5, 'Delmotte Pharma · Lyon – Singapore', 'air', 96000, 0, '', 'draft', '2026-02-13', 'M. Krüger', 'Hanne Vogt'),
 ('Q-3126', 8, 'Lindner Messtechnik · Hamburg – Busan', 'sea-fcl', 132000, 6, '', 'sent', '2026-01-30', 'M. Krüger', 'Hanne Vogt'),
 ('Q-3121', 3, 'Bergstad Maskin · Bodø – Hamburg', 'road', 63000, 4, '', 'sent', '2026-01-23', 'T. Albers', 'Hanne Vogt'),
 ('Q-3118', 9, 'Al Marjan · Jebel Ali – Hamburg', 'sea-fcl', 88000, 11, 'Two-year contract', 'waiting', '2026-01-31', 'R. Haddad', 'Hanne Vogt'),
 ('Q-3109', 4, 'Kvist & Lund · Aarhus – Rotterdam', 'road-ltl', 118000, 5, '', 'accepted', '2026-01-09', 'M. Krüger', 'Hanne Vogt');
INSERT INTO cases VALUES
 ('C-5541', 6, 'Roses arrived at 9 °C', 'damage', 'A. Fischer', 'open', '2026-01-13T08:05', '', ''),
 ('C-5540', 4, 'Invoice shows the old rate', 'invoice', 'A. Fischer', 'waiting-customer', '2026-01-12T15:40', '2026-01-12T16:25', ''),
 ('C-5538', 8, 'Container missed the vessel', 'delay', 'L. Roth', 'open', '2026-01-13T06:10', '', ''),
 ('C-5537', 7, 'Two crates missing', 'loss', 'A. Saleh', 'waiting-customer', '2026-01-12T11:15', '2026-01-12T13:05', ''),
 ('C-5535', 11, 'Customs papers incomplete', 'documents', 'A. Saleh', 'open', '2026-01-13T05:50', '', '2026-01-13T07:02'),
 ('C-5533', 5, 'Temperature record wanted', 'documents', 'A. Fischer', 'solved', '2026-01-12T08:50', '', '2026-01-12T10:32');
INSERT INTO orders VALUES
 ('A-4076', 8, 'O-1159', 'Lindner Messtechnik · Kassel – Lyon', 'Kassel works, gate 2, to Lyon hub', 'Week of 19 January, then weekly', '8 pallets a week, 420 kg each', 'Air-ride trailer only', 'Petra Lindner', 'planning'),
 ('A-4071', 6, '', 'Van Oosterhout · Aalsmeer – Rotterdam', 'Aalsmeer auction to Rotterdam cold store', '5 January, then daily', '3 trolleys a day', 'Two to eight degrees', 'Daan van Oosterhout', 'running'),
 ('A-4065', 9, '', 'Al Marjan · Jebel Ali – Rotterdam', 'Jebel Ali free zone to Rotterdam', '15 December, then monthly', '1 container a month', 'Photograph of each seal', 'Omar Al Marri', 'running');
INSERT INTO events VALUES
 ('R-20418', '2026-01-13T08:42', 'received', ''),
 ('R-20418', '2026-01-13T08:42', 'matched', ''),
 ('R-20418', '2026-01-13T09:15', 'read', 'M. Krüger'),
 ('R-20414', '2026-01-12T11:20', 'received', ''),
 ('R-20414', '2026-01-12T11:32', 'claimed', 'M. Krüger'),
 ('O-1164', '2025-12-11T10:05', 'created', 'M. Krüger'),
 ('O-1164', '2026-01-12T17:20', 'won', 'M. Krüger'),
 ('C-5541', '2026-01-13T08:05', 'opened', 'A. Fischer'),
 ('Q-3127', '2026-01-12T16:02', 'created', 'M. Krüger');
INSERT INTO activities (id, customer, kind, subject, due, owner, done) VALUES
 (1, 13, 'mail', 'Send the contract to Dr. Kohler', '2026-01-16', 'M. Krüger', 0),
 (2, 8, 'call', 'Ask Dr. Lindner about transit time', '2026-01-09', 'M. Krüger', 0),
 (3, 5, 'mail', 'Temperature report of the last ten flights', '2026-01-16', 'M. Krüger', 0),
 (4, 1, 'meeting', 'Prices per pallet with Elin Dahl', '2026-01-22', 'M. Krüger', 0),
 (5, 14, 'task', 'Rates for Gävle – Lyon', '2026-01-20', 'M. Krüger', 0),
 (6, 7, 'call', 'Insurance of glass', '2026-01-15', 'K. Nowak', 0),
 (7, 4, 'call', 'Fixed Thursday departure confirmed', '2026-01-12', 'M. Krüger', 1),
 (8, 9, 'task', 'Photographs of the seals', '2026-01-05', 'R. Haddad', 1);
INSERT INTO files VALUES
 ('C-5541', 'roses-hold-3.jpg', 184320);
