"""Word lists for fictional employees: first and family names as they are heard at each site. Nobody is meant."""

from __future__ import annotations

FIRST = {
    "hamburg": (
        "Anke Arne Birte Bjarne Carsten Dörte Elif Enno Frauke Gesa Hanna Hauke Ingo Jana Jens Jörg Kaya "
        "Kirsten Lasse Lena Lotte Malte Mareike Merle Nils Okan Oke Petra Rieke Silke Sönke Svenja Tarek "
        "Telse Thies Ulrike Volker Wiebke Yara Zeynep"
    ),
    "rotterdam": (
        "Aad Anouk Bas Bram Chantal Daan Dewi Elke Esra Femke Fleur Floor Gerrit Hidde Ilse Ineke Jeroen "
        "Joost Karim Koen Lieke Lotte Maarten Mees Mirjam Noor Pieter Ravi Roos Ruben Saskia Sjoerd Sven "
        "Thijs Tess Willem Wouter Yasmin Youssef Zoë"
    ),
    "lyon": (
        "Adèle Alexis Amélie Antoine Awa Baptiste Benoît Camille Cédric Chloé Clément Élodie Émile Fanny "
        "Farid Gaëlle Hélène Inès Jérôme Jules Karim Léa Loïc Lucie Mathilde Maud Maxime Mehdi Nadia Noémie "
        "Océane Pascal Quentin Rémi Sabine Solène Théo Thibault Yann Zoé"
    ),
    "gdansk": (
        "Agata Agnieszka Aleksandra Andrzej Bartosz Beata Bogdan Dorota Edyta Ewa Grzegorz Halina Igor Iwona "
        "Jacek Jagoda Jan Justyna Kamil Karol Kinga Łukasz Maciej Magda Marcin Marta Michał Monika Oleh "
        "Oksana Paweł Piotr Rafał Sławomir Stanisława Tomasz Urszula Wioletta Wojciech Zofia"
    ),
    "jebel-ali": (
        "Aarav Aisha Ahmed Anjali Arjun Bilal Carmela Deepa Divya Fatima Farhan Ferdinand Hamad Hana Ibrahim "
        "Imran Jasmin Joel Khalid Lakshmi Layla Mariam Maricel Mohammed Nadine Nikhil Omar Priya Rashid Reem "
        "Rohan Rowena Salma Sanjay Shaikha Suresh Tariq Usha Vikram Yousef"
    ),
}
LAST = {
    "hamburg": (
        "Ahrens Albers Behrens Brandt Brodersen Carstens Claasen Dittmer Eggers Fedder Friedrichs Gehrke "
        "Grothe Hansen Harms Hinrichs Jansen Jessen Kaya Kröger Kühl Lorenzen Lüders Meinert Möller Nissen "
        "Ohlsen Paulsen Petersen Rickmers Sievers Stahmer Tiedemann Timm Uhl Voß Wiese Wulf Yıldız Zander"
    ),
    "rotterdam": (
        "Aydin Bakker Beumer Boot Bos Brouwer Dekker Dijkstra El-Amrani Evers Faber Groen Haas Hoek Huisman "
        "Jonker Kaya Kok Koster Kuiper Langerak Meijer Mulder Nauta Okken Peters Post Postma Prins Ramdin "
        "Scholten Smit Snoek Tromp Veldman Verbeek Visser Vos Willems Zijlstra"
    ),
    "lyon": (
        "Arnaud Aubert Barbier Benali Berger Blanchard Bonnet Boyer Brunet Chevalier Colin Cordier Diallo "
        "Dufour Fabre Faure Gauthier Girard Haddad Hamel Jacquet Laurent Leclerc Lefèvre Mallet Marchand "
        "Mercier Meunier Moreau Noël Olivier Perrin Picard Renaud Roche Rousset Sow Tessier Vidal Vincent"
    ),
    "gdansk": (
        "Adamczyk Bąk Baran Bielak Cieślak Czarnecka Dąbek Duda Gajda Głowacka Górka Jabłoń Jasińska "
        "Kaczmarek Klimek Kowal Kozioł Król Kubiak Lis Majewska Malec Mazur Melnyk Nowak Ostrowska Pająk "
        "Pawlak Piątek Rogala Sikora Sobczak Stępień Szulc Szymczak Tkaczenko Urban Wrona Wróbel Zając"
    ),
    "jebel-ali": (
        "Abbas Ahmed Al-Falasi Al-Mansoori Al-Marri Al-Suwaidi Bautista Bhatt Chandran D'Souza Dela-Cruz "
        "Farooq Fernandes Garcia Ghanem Hassan Hussain Iyer Jaber Kapoor Khan Krishnan Kumar Mathew Mehta "
        "Menon Mirza Nair Nasser Ocampo Pillai Qureshi Rahman Ramos Reyes Saleh Santos Sharma Thomas Varghese"
    ),
}
AWKWARD = (
    ("hamburg", "Anna", "Schmidt"),
    ("hamburg", "Anna", "Schmidt"),
    ("hamburg", "=1+1", "Formula"),
    ("hamburg", "Jörg", "Müller, Dr."),
    ("rotterdam", "Siobhán", 'O\'Brien "Shiv"'),
    ("rotterdam", "Jan Willem", "van 't Hoff"),
    ("lyon", "Awa", "N'Diaye-D'Angelo"),
    ("lyon", "Anne-Cécile", "Lefèvre & Fils"),
    ("gdansk", "Łukasz", "Żółć"),
    ("gdansk", "Null", "Nowak"),
    ("jebel-ali", "佐藤", "花子"),
    ("jebel-ali", "+971", "Al-Test"),
)
"""People whose names have broken imports elsewhere: twins, formulas, commas, quotes, entities, other scripts."""
