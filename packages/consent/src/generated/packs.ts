// Made by scripts/generate.mjs from schema/catalogue.*.json: change those files.
type Pack = Readonly<Record<string, readonly string[]>>;

/** The texts of each language by the English ones: for checks, not for pages. */
export const PACKS: Readonly<Record<string, Pack>> = {
  de: {
    en: ['de'],
    '%1, %2': ['%1, %2'],
    '%1 and %2': ['%1 und %2'],
    ',': ['.'],
    '%1 %2 %3': ['%1. %2 %3'],
    Jan: ['Januar'],
    Feb: ['Februar'],
    Mar: ['März'],
    Apr: ['April'],
    May: ['Mai'],
    Jun: ['Juni'],
    Jul: ['Juli'],
    Aug: ['August'],
    Sep: ['September'],
    Oct: ['Oktober'],
    Nov: ['November'],
    Dec: ['Dezember'],
    'this server': ['dieser Server'],
    '“%1”': ['„%1“'],
    yes: ['ja'],
    no: ['nein'],
    'Data collection': ['Datenerfassung'],
    'See what is recorded about you, and turn it off': [
      'Sehen, was über Sie aufgezeichnet wird, und es ausschalten'
    ],
    'This panel speaks for Jupyter EventLog only. Server logs and other extensions keep their own records.':
      [
        'Diese Leiste spricht nur für Jupyter EventLog. Serverprotokolle und andere Erweiterungen führen eigene Aufzeichnungen.'
      ],
    'Search by word, field, category or destination': [
      'Suche nach Wort, Feld, Kategorie oder Ort'
    ],
    'Show only': ['Nur zeigen'],
    All: ['Alle'],
    On: ['An'],
    Off: ['Aus'],
    Changed: ['Geändert'],
    'Leaves %1': ['Verlässt %1'],
    '1 kind found.': ['1 Art gefunden.', '%1 Arten gefunden.'],
    'Not collected here (%1)': ['Hier nicht erfasst (%1)'],
    'Known here, but the operator allows none of these. Nothing of them is recorded.':
      [
        'Hier bekannt, aber der Betreiber erlaubt keine davon. Nichts davon wird erfasst.'
      ],
    'Always recorded here': ['Wird hier immer aufgezeichnet'],
    'No purpose stated': ['Kein Zweck angegeben'],
    'Each of these can only be switched on by itself.': [
      'Diese Arten lassen sich nur einzeln einschalten.'
    ],
    'Answer the request': ['Auf die Anfrage antworten'],
    'Data collection: answer the request': [
      'Datenerfassung: auf die Anfrage antworten'
    ],
    'Data collection: turn everything off': [
      'Datenerfassung: alles ausschalten'
    ],
    'Data collection: pause': ['Datenerfassung: anhalten'],
    'Data collection: resume': ['Datenerfassung: fortsetzen'],
    'Data collection: ask the server again': [
      'Datenerfassung: den Server erneut fragen'
    ],
    Accept: ['Zustimmen'],
    Decline: ['Ablehnen'],
    'Show details': ['Details zeigen'],
    OK: ['OK'],
    'Say no': ['Nein sagen'],
    'Choose one by one': ['Einzeln wählen'],
    'Turn everything off': ['Alles ausschalten'],
    Pause: ['Anhalten'],
    Resume: ['Fortsetzen'],
    'Try again': ['Erneut versuchen'],
    'How to check': ['So prüfen Sie es'],
    'Show what changed': ['Änderungen zeigen'],
    Contact: ['Kontakt'],
    'Show the kind': ['Diese Art zeigen', 'Die %1 Arten zeigen'],
    'Parts of this panel': ['Teile dieser Leiste'],
    Choices: ['Auswahl'],
    Live: ['Live'],
    'My data': ['Meine Daten'],
    About: ['Über'],
    'Data collection: what is recorded live': [
      'Datenerfassung: live sehen, was aufgezeichnet wird'
    ],
    'Data collection: my data, export and delete': [
      'Datenerfassung: meine Daten, Export und Löschung'
    ],
    'Data collection: operator, rights and receipts': [
      'Datenerfassung: Betreiber, Rechte und Belege'
    ],
    'Since this page opened: 1 request, %2 bytes sent by Jupyter EventLog.': [
      'Seit dem Öffnen dieser Seite hat Jupyter EventLog 1 Anfrage und %2 Bytes gesendet.',
      'Seit dem Öffnen dieser Seite hat Jupyter EventLog %1 Anfragen und %2 Bytes gesendet.'
    ],
    'Shows this browser, this server and your kernels. Not shown: the Hub.': [
      'Zeigt diesen Browser, diesen Server und Ihre Kernel. Nicht gezeigt: der Hub.'
    ],
    'Shows this browser only. Not shown: this server, your kernels and the Hub.':
      [
        'Zeigt nur diesen Browser. Nicht gezeigt: dieser Server, Ihre Kernel und der Hub.'
      ],
    'The server does not say what it has stored. This shows what this browser knows.':
      [
        'Der Server sagt nicht, was er gespeichert hat. Hier steht, was dieser Browser weiß.'
      ],
    'Preview. This is what would be recorded. It is not stored, not sent and gone when you close the panel. Would be sent: nothing.':
      [
        'Vorschau. Das würde aufgezeichnet. Es wird nicht gespeichert, nicht gesendet und ist weg, wenn Sie die Leiste schließen. Gesendet würde: nichts.'
      ],
    'What is off is shown as a preview. It is not stored, not sent and gone when you close the panel.':
      [
        'Was aus ist, erscheint als Vorschau. Es wird nicht gespeichert, nicht gesendet und ist weg, wenn Sie die Leiste schließen.'
      ],
    'Nothing is recorded here, so there is nothing to show.': [
      'Hier wird nichts aufgezeichnet, darum gibt es nichts zu zeigen.'
    ],
    Freeze: ['Einfrieren'],
    'Announce new records': ['Neue Einträge ansagen'],
    '1 new record': ['1 neuer Eintrag', '%1 neue Einträge'],
    Filter: ['Filter'],
    'Copy all': ['Alles kopieren'],
    Copy: ['Kopieren'],
    'Copied 1 record.': ['1 Eintrag kopiert.', '%1 Einträge kopiert.'],
    'The browser did not allow to copy.': [
      'Der Browser hat das Kopieren nicht erlaubt.'
    ],
    'Close the record': ['Eintrag schließen'],
    'Nothing yet. What you do appears here.': [
      'Noch nichts. Was Sie tun, erscheint hier.'
    ],
    'Nothing fits the filter.': ['Nichts passt zum Filter.'],
    'Records, newest first': ['Einträge, neueste zuerst'],
    Time: ['Zeit'],
    Activity: ['Aktivität'],
    'From and to': ['Quelle und Ziel'],
    State: ['Stand'],
    'from: %1, to: %2': ['Quelle: %1, Ziel: %2'],
    'from: %1': ['Quelle: %1'],
    'Exactly as it is stored:': ['Genau so ist es gespeichert:'],
    'As this browser has it; the server adds its own part:': [
      'So hat es dieser Browser; der Server fügt seinen Teil hinzu:'
    ],
    'As this browser would send it:': ['So würde dieser Browser es senden:'],
    '1 byte': ['1 Byte', '%1 Bytes'],
    'Removed before it was stored: %1.': ['Vor dem Speichern entfernt: %1.'],
    '1 more': ['1 weiteres', '%1 weitere'],
    '%1: %2': ['%1: %2'],
    stored: ['gespeichert'],
    delivered: ['zugestellt'],
    sending: ['wird gesendet'],
    'sent, not confirmed': ['gesendet, nicht bestätigt'],
    waiting: ['wartet'],
    refused: ['zurückgewiesen'],
    'not sent: you turned this off': [
      'nicht gesendet: Sie haben das ausgeschaltet'
    ],
    'this browser': ['dieser Browser'],
    'a page of yours': ['eine Ihrer Seiten'],
    'a kernel': ['ein Kernel'],
    'the Hub': ['der Hub'],
    'a service': ['ein Dienst'],
    'preview, not recorded': ['Vorschau, nicht aufgezeichnet'],
    'waiting (offline)': ['wartet (keine Verbindung)'],
    'delivered to %1 of %2': ['an %1 von %2 zugestellt'],
    'not sent: not allowed here': ['nicht gesendet: hier nicht erlaubt'],
    'refused: does not fit its description': [
      'zurückgewiesen: passt nicht zu seiner Beschreibung'
    ],
    'not sent: not in the sample': ['nicht gesendet: nicht in der Stichprobe'],
    'Asking the server what it has about you.': [
      'Der Server wird gefragt, was er über Sie hat.'
    ],
    'The server does not say what it has about you. Try again later.': [
      'Der Server sagt nicht, was er über Sie hat. Versuchen Sie es später noch einmal.'
    ],
    'This page keeps no records. 1 waits in this browser.': [
      'Diese Seite bewahrt keine Datensätze auf. 1 wartet in diesem Browser.',
      'Diese Seite bewahrt keine Datensätze auf. %1 warten in diesem Browser.'
    ],
    'Records here carry no name or code, so nobody can tell which are yours. They cannot be shown or deleted one by one.':
      [
        'Die Einträge tragen hier weder Namen noch Code. Niemand kann sagen, welche von Ihnen sind. Sie lassen sich nicht einzeln zeigen oder löschen.'
      ],
    'All are deleted after %1.': ['Alle werden gelöscht nach: %1.'],
    'No records about you.': ['Keine Einträge über Sie.'],
    '1 record about you, from %2 to %3, %4.': [
      '1 Eintrag über Sie, vom %2 bis zum %3, %4 Uhr.',
      '%1 Einträge über Sie, vom %2 bis zum %3, %4 Uhr.'
    ],
    'The oldest are deleted on %1.': ['Die ältesten werden am %1 gelöscht.'],
    'Some files on the server cannot be read. Nobody can tell whether they hold records about you.':
      [
        'Einige Dateien auf dem Server sind nicht lesbar. Niemand kann sagen, ob darin Einträge über Sie stehen.'
      ],
    '1 record by day; %2 on the busiest day.': [
      '1 Eintrag nach Tagen; %2 am Tag mit den meisten.',
      '%1 Einträge nach Tagen; %2 am Tag mit den meisten.'
    ],
    'Numbers by day and kind (UTC)': ['Zahlen nach Tag und Art (UTC)'],
    Day: ['Tag'],
    'Kind of activity': ['Art der Aktivität'],
    Records: ['Einträge'],
    'All kinds': ['Alle Arten'],
    From: ['Von'],
    Until: ['Bis'],
    'The newest records': ['Die neuesten Einträge'],
    'Show more': ['Mehr zeigen'],
    Export: ['Exportieren'],
    'Exporting: %1 bytes so far.': ['Export läuft: bisher %1 Bytes.'],
    'Exported %1 bytes.': ['%1 Bytes exportiert.'],
    'The export did not succeed. Nothing was changed.': [
      'Der Export ist nicht gelungen. Nichts wurde verändert.'
    ],
    'Delete…': ['Löschen …'],
    'Delete 1 record?': ['1 Eintrag löschen?', '%1 Einträge löschen?'],
    'There is nothing to delete.': ['Es gibt nichts zu löschen.'],
    'Delete 1 record': ['1 Eintrag löschen', '%1 Einträge löschen'],
    'Counting.': ['Es wird gezählt.'],
    'Stays: that something was deleted and when, without its content; your decisions, as proof.':
      [
        'Es bleibt: dass etwas gelöscht wurde und wann, ohne Inhalt; Ihre Entscheidungen, als Nachweis.'
      ],
    'Recording stays as it is.': ['An der Aufzeichnung ändert sich nichts.'],
    'Also turn everything off': ['Auch alles ausschalten'],
    'This cannot be undone.': ['Das lässt sich nicht rückgängig machen.'],
    Cancel: ['Abbrechen'],
    'Export first': ['Erst exportieren'],
    'Deleting.': ['Es wird gelöscht.'],
    'Deleted 1 record on this server. Receipt %2.': [
      '1 Eintrag auf diesem Server gelöscht. Beleg %2.',
      '%1 Einträge auf diesem Server gelöscht. Beleg %2.'
    ],
    'Deleted 1 record on this server.': [
      '1 Eintrag auf diesem Server gelöscht.',
      '%1 Einträge auf diesem Server gelöscht.'
    ],
    'The server has not confirmed that anything was deleted. Look again before you try once more.':
      [
        'Der Server hat nicht bestätigt, dass etwas gelöscht wurde. Sehen Sie nach, bevor Sie es noch einmal versuchen.'
      ],
    'Deleted now: %1 on this server.': [
      'Sofort gelöscht: %1 auf diesem Server.'
    ],
    'Deleted: %1 on this server, overwritten once another program has read on.':
      [
        'Gelöscht: %1 auf diesem Server, überschrieben, sobald ein anderes Programm weitergelesen hat.'
      ],
    'Not reached: %1 in a file of another running server of yours. Ask that one.':
      [
        'Nicht erreicht: %1 in einer Datei eines anderen laufenden Servers von Ihnen. Fragen Sie jenen.'
      ],
    'Never sent: %1 that wait for %2.': [
      'Nie gesendet: %1, die auf %2 warten.'
    ],
    'Deleted on request: %1 at %2. Ask %3.': [
      'Auf Anfrage gelöscht: %1 bei %2. Fragen Sie %3.'
    ],
    'Not reachable: %1 at %2. Ask %3.': [
      'Nicht erreichbar: %1 bei %2. Fragen Sie %3.'
    ],
    'Not reachable: %1 at %2. Nobody has said whether they can be deleted. Ask %3.':
      [
        'Nicht erreichbar: %1 bei %2. Niemand hat gesagt, ob sie sich löschen lassen. Fragen Sie %3.'
      ],
    'Not known: a file on this server cannot be read.': [
      'Nicht bekannt: Eine Datei auf diesem Server ist nicht lesbar.'
    ],
    'What you had deleted': ['Was Sie haben löschen lassen'],
    '%2: 1 record. Receipt %3.': [
      '%2: 1 Eintrag. Beleg %3.',
      '%2: %1 Einträge. Beleg %3.'
    ],
    'Save receipt': ['Beleg speichern'],
    'Who records': ['Wer aufzeichnet'],
    Name: ['Name'],
    Address: ['Anschrift'],
    'Data protection officer': ['Datenschutzbeauftragte Stelle'],
    'Where to complain': ['Wo Sie sich beschweren können'],
    Country: ['Land'],
    'Full notice': ['Vollständige Erklärung'],
    '%1 has not said': ['%1 hat dazu nichts gesagt'],
    'Your rights': ['Ihre Rechte'],
    'Object, or ask: %1.': ['Widersprechen oder nachfragen: %1.'],
    'Complain: %1.': ['Sich beschweren: %1.'],
    '%1: %2, in %3': ['%1: %2, in %3'],
    'a notice was shown': ['ein Hinweis wurde gezeigt'],
    'put away without an answer': ['ohne Antwort weggelegt'],
    'a privacy signal came, which counts as no': [
      'ein Datenschutz-Signal kam, das als Nein gilt'
    ],
    'Your decisions': ['Ihre Entscheidungen'],
    'You have not decided anything yet.': [
      'Sie haben noch nichts entschieden.'
    ],
    'The server does not say what you decided.': [
      'Der Server sagt nicht, was Sie entschieden haben.'
    ],
    Receipt: ['Beleg'],
    'Save all receipts': ['Alle Belege speichern'],
    off: ['aus'],
    asking: ['Anfrage'],
    'on %1': ['an %1'],
    'on %1 of %2': ['an %1 von %2'],
    'always %1': ['immer %1'],
    paused: ['angehalten'],
    problem: ['Problem'],
    'some of it leaves': ['ein Teil geht nach außen'],
    Mixed: ['Teils'],
    '1 kind, %2 on': ['1 Art, %2 an', '%1 Arten, %2 an'],
    'Why: %1': ['Warum: %1'],
    'On covers the kinds that are listed here, and none that come later.': [
      'An gilt für die Arten, die hier stehen, und für keine, die später kommen.'
    ],
    'How do I check this myself?': ['Wie prüfe ich das selbst?'],
    'Open the network panel of your browser and look for “eventlog”. All requests of Jupyter EventLog are there.':
      [
        'Öffnen Sie die Netzwerkansicht Ihres Browsers und suchen Sie nach „eventlog“. Dort stehen alle Anfragen von Jupyter EventLog.'
      ],
    'Open a terminal. This says what is kept on this server:': [
      'Öffnen Sie ein Terminal. Dieser Befehl sagt, was auf diesem Server liegt:'
    ],
    'This prints the latest records, exactly as they are kept:': [
      'Dieser Befehl zeigt die letzten Einträge, genau wie sie gespeichert sind:'
    ],
    'Your own configuration': ['Ihre eigene Konfiguration'],
    'your own configuration': ['Ihre eigene Konfiguration'],
    'yourself, on this computer': ['Sie selbst, auf diesem Computer'],
    you: ['Ihnen'],
    'An operator who has not given a name': ['Ein Betreiber ohne Namensangabe'],
    'an operator who has not given a name': ['ein Betreiber ohne Namensangabe'],
    'Nothing personal': ['Nichts Persönliches'],
    'About the software': ['Über die Software'],
    'What you click and run': ['Was Sie anklicken und ausführen'],
    'What you write or name': ['Was Sie schreiben oder benennen'],
    'Could point to you': ['Könnte auf Sie hinweisen'],
    'Names you': ['Nennt Sie'],
    'Not sorted by its author': ['Vom Autor nicht eingeordnet'],
    'as it is': ['wie es ist'],
    'never recorded': ['nie aufgezeichnet'],
    'replaced by a code; two records with the same code belong together': [
      'durch einen Code ersetzt; zwei Einträge mit demselben Code gehören zusammen'
    ],
    'first character': ['das erste Zeichen', 'die ersten %1 Zeichen'],
    'file name without folder': ['Dateiname ohne Ordner'],
    'file ending only': ['nur die Dateiendung'],
    'rounded down to the hour': ['auf die Stunde abgerundet'],
    '1 hour': ['1 Stunde', '%1 Stunden'],
    '1 day': ['1 Tag', '%1 Tage'],
    '1 week': ['1 Woche', '%1 Wochen'],
    '1 month': ['1 Monat', '%1 Monate'],
    '1 year': ['1 Jahr', '%1 Jahre'],
    '%1, then deleted': ['%1, dann gelöscht'],
    '%1 to %2, then deleted': ['%1 bis %2, dann gelöscht'],
    'until somebody deletes it': ['bis jemand es löscht'],
    'Full record for %1, then only %2, then deleted after %3': [
      '%1 vollständig, dann nur noch %2; insgesamt %3, dann gelöscht'
    ],
    'Full record for %1, then only %2, until somebody deletes it': [
      '%1 vollständig, dann nur noch %2, bis jemand es löscht'
    ],
    'that it happened': ['dass es geschah'],
    'Only if you say yes.': ['Nur, wenn Sie ja sagen.'],
    '%1 names your consent, but nobody asks you for it.': [
      '%1 nennt Ihre Einwilligung, aber niemand fragt Sie danach.'
    ],
    '%1 states a legitimate interest: %2.': [
      '%1 gibt ein berechtigtes Interesse an: %2.'
    ],
    '%1 states a legitimate interest, without saying which.': [
      '%1 gibt ein berechtigtes Interesse an, sagt aber nicht, welches.'
    ],
    '%1 states that the law requires it: %2.': [
      '%1 gibt an, dass das Gesetz es verlangt: %2.'
    ],
    '%1 states that the law requires it.': [
      '%1 gibt an, dass das Gesetz es verlangt.'
    ],
    '%1 states that it is part of its public task.': [
      '%1 gibt an, dass es zu einer öffentlichen Aufgabe gehört.'
    ],
    '%1 states that your contract needs it: %2.': [
      '%1 gibt an, dass Ihr Vertrag es erfordert: %2.'
    ],
    '%1 states that your contract needs it.': [
      '%1 gibt an, dass Ihr Vertrag es erfordert.'
    ],
    '%1 states that it protects lives.': ['%1 gibt an, dass es Leben schützt.'],
    '%1 states: %2.': ['%1 gibt an: %2.'],
    '%1 has not said on what ground.': [
      '%1 hat keine Rechtsgrundlage genannt.'
    ],
    'You can object: %1.': ['Sie können widersprechen: %1.'],
    'Questions or objection: %1.': ['Fragen oder Widerspruch: %1.'],
    '%1 has named nobody for questions or objections.': [
      '%1 hat niemanden für Fragen oder Widerspruch genannt.'
    ],
    'Reason given: “%1”.': ['Genannter Grund: „%1“.'],
    'sent to %1': ['gesendet an %1'],
    'a code in place of your name': ['ein Code anstelle Ihres Namens'],
    'your name': ['Ihr Name'],
    'kept longer': ['länger aufbewahrt'],
    'shortened later': ['später gekürzt'],
    'more of your sessions': ['mehr von Ihren Sitzungen'],
    'another purpose': ['ein anderer Zweck'],
    'another operator': ['ein anderer Betreiber'],
    'another legal ground': ['eine andere Rechtsgrundlage'],
    'a code beside each record that finds yours': [
      'ein Code neben jedem Eintrag, der Ihre findet'
    ],
    'records of one session linked': [
      'Einträge einer Sitzung gehören erkennbar zusammen'
    ],
    'more exact times': ['genauere Zeiten'],
    'the same codes for longer': ['dieselben Codes für längere Zeit'],
    'another way of asking': ['eine andere Art zu fragen'],
    'more than before': ['mehr als zuvor'],
    'We cannot tell what is being collected.': [
      'Wir können nicht sagen, was erfasst wird.'
    ],
    'This page cannot reach the server that holds your choice. Until it answers, this page records nothing.':
      [
        'Diese Seite erreicht den Server nicht, der Ihre Wahl kennt. Bis er antwortet, zeichnet diese Seite nichts auf.'
      ],
    'Asking the server what is being collected.': [
      'Der Server wird gefragt, was erfasst wird.'
    ],
    'Until it answers, this page records nothing.': [
      'Bis er antwortet, zeichnet diese Seite nichts auf.'
    ],
    'Nothing is being collected.': ['Es wird nichts erfasst.'],
    'Nobody has set up data collection here. Jupyter EventLog records, sends and stores nothing.':
      [
        'Niemand hat hier eine Datenerfassung eingerichtet. Jupyter EventLog zeichnet nichts auf, sendet nichts und speichert nichts.'
      ],
    '1 earlier record is still kept. See My data.': [
      '1 früherer Eintrag ist noch da. Siehe Meine Daten.',
      '%1 frühere Einträge sind noch da. Siehe Meine Daten.'
    ],
    "The operator's settings contain a mistake, so collection stays off.": [
      'Die Einstellungen des Betreibers enthalten einen Fehler. Darum bleibt die Erfassung aus.'
    ],
    'Nothing is being collected in this application.': [
      'In dieser Anwendung wird nichts erfasst.'
    ],
    'The settings of this application turn everything off.': [
      'Die Einstellungen dieser Anwendung schalten alles aus.'
    ],
    'Nothing is stored: test mode.': [
      'Es wird nichts gespeichert: Testbetrieb.'
    ],
    "Records are printed on the server's console and then forgotten.": [
      'Einträge erscheinen auf der Konsole des Servers und werden dann vergessen.'
    ],
    'Paused. Nothing is being recorded.': [
      'Angehalten. Es wird nichts aufgezeichnet.'
    ],
    'Paused, except 1 kind that %2 always records.': [
      'Angehalten, außer 1 Art, die %2 immer aufzeichnet.',
      'Angehalten, außer %1 Arten, die %2 immer aufzeichnet.'
    ],
    'Since %1, in all your tabs. What you do now is never recorded later.': [
      'Seit %1 Uhr, in allen Ihren Tabs. Was Sie jetzt tun, wird auch später nie aufgezeichnet.'
    ],
    '1 kind resumes when you say so or the server restarts.': [
      '1 Art läuft weiter, wenn Sie es sagen oder der Server neu startet.',
      '%1 Arten laufen weiter, wenn Sie es sagen oder der Server neu startet.'
    ],
    'Nothing is being collected. %1 is asking you.': [
      'Es wird nichts erfasst. %1 fragt Sie.'
    ],
    'They ask to record 1 kind of activity, %2.': [
      'Gefragt wird nach der Aufzeichnung von 1 Art von Aktivität, %2.',
      'Gefragt wird nach der Aufzeichnung von %1 Arten von Aktivität, %2.'
    ],
    'It asks to record 1 kind of activity, %2.': [
      'Sie fragt nach der Aufzeichnung von 1 Art von Aktivität, %2.',
      'Sie fragt nach der Aufzeichnung von %1 Arten von Aktivität, %2.'
    ],
    'The request is to record 1 kind of activity, without saying why.': [
      'Gefragt wird nach der Aufzeichnung von 1 Art von Aktivität, ohne zu sagen, wofür.',
      'Gefragt wird nach der Aufzeichnung von %1 Arten von Aktivität, ohne jeweils zu sagen, wofür.'
    ],
    'It stays off unless you accept. JupyterLab works the same either way.': [
      'Es bleibt aus, solange Sie nicht zustimmen. JupyterLab funktioniert in beiden Fällen gleich.'
    ],
    'Only what %2 always records is being collected (1 kind).': [
      'Erfasst wird nur, was %2 immer aufzeichnet (1 Art).',
      'Erfasst wird nur, was %2 immer aufzeichnet (%1 Arten).'
    ],
    'They ask about 1 more.': [
      'Gefragt wird nach 1 weiteren.',
      'Gefragt wird nach %1 weiteren.'
    ],
    'Nothing is being collected yet. It starts with your next session unless you say no.':
      [
        'Es wird noch nichts erfasst. Es beginnt mit Ihrer nächsten Sitzung, wenn Sie nicht nein sagen.'
      ],
    '1 more starts with your next session unless you say no.': [
      '1 weitere beginnt mit Ihrer nächsten Sitzung, wenn Sie nicht nein sagen.',
      '%1 weitere beginnen mit Ihrer nächsten Sitzung, wenn Sie nicht nein sagen.'
    ],
    '%2 will record 1 kind of activity, %3.': [
      '%2 wird 1 Art von Aktivität aufzeichnen, %3.',
      '%2 wird %1 Arten von Aktivität aufzeichnen, %3.'
    ],
    '%2 will record 1 kind of activity, without saying why.': [
      '%2 wird 1 Art von Aktivität aufzeichnen, ohne zu sagen, wofür.',
      '%2 wird %1 Arten von Aktivität aufzeichnen, ohne jeweils zu sagen, wofür.'
    ],
    '%1 wants to record more than you agreed to. That part is off until you answer.':
      [
        '%1 will mehr aufzeichnen, als Sie erlaubt haben. Dieser Teil ist aus, bis Sie antworten.'
      ],
    '%1 wants to record more than you were told of. That part starts with your next session unless you say no.':
      [
        '%1 will mehr aufzeichnen, als Ihnen gesagt wurde. Dieser Teil beginnt mit Ihrer nächsten Sitzung, wenn Sie nicht nein sagen.'
      ],
    'New: %1.': ['Neu: %1.'],
    '%1 in “%2”': ['%1 bei „%2“'],
    'Your other choice stays as it is.': [
      'Ihre andere Entscheidung bleibt, wie sie ist.',
      'Ihre %1 anderen Entscheidungen bleiben, wie sie sind.'
    ],
    '%2 always records 1 kind of activity here. You cannot turn it off.': [
      '%2 zeichnet hier immer 1 Art von Aktivität auf. Sie können sie nicht ausschalten.',
      '%2 zeichnet hier immer %1 Arten von Aktivität auf. Sie können sie nicht ausschalten.'
    ],
    'This does not rest on your consent.': [
      'Das beruht nicht auf Ihrer Einwilligung.'
    ],
    'Nothing else is being collected.': ['Sonst wird nichts erfasst.'],
    'You said no on %1. %2 now records this anyway, because “%3”.': [
      'Sie haben am %1 nein gesagt. %2 zeichnet das jetzt trotzdem auf, weil „%3“.'
    ],
    'Nothing is being collected. You said no on %1.': [
      'Es wird nichts erfasst. Sie haben am %1 nein gesagt.'
    ],
    'You will not be asked about this again. You can change your mind below.': [
      'Danach werden Sie nicht noch einmal gefragt. Sie können es sich unten anders überlegen.'
    ],
    'You are not asked about this. You can turn it on below.': [
      'Danach werden Sie nicht gefragt. Sie können es unten einschalten.'
    ],
    'Your yes of %1 has run out. You can say yes again below.': [
      'Ihr Ja vom %1 ist abgelaufen. Sie können unten wieder ja sagen.'
    ],
    "Nothing is being collected. Your browser's privacy signal counts as no.": [
      'Es wird nichts erfasst. Das Datenschutzsignal Ihres Browsers gilt als Nein.'
    ],
    '%2 would ask to record 1 kind.': [
      '%2 würde nach der Aufzeichnung von 1 Art fragen.',
      '%2 würde nach der Aufzeichnung von %1 Arten fragen.'
    ],
    'You are not asked while the signal is on. You can still say yes below.': [
      'Solange das Signal an ist, werden Sie nicht gefragt. Unten können Sie trotzdem ja sagen.'
    ],
    'Your privacy signal turned off 1 kind.': [
      'Ihr Datenschutzsignal hat 1 Art ausgeschaltet.',
      'Ihr Datenschutzsignal hat %1 Arten ausgeschaltet.'
    ],
    '%2 still always records 1 kind.': [
      '%2 zeichnet weiterhin immer 1 Art auf.',
      '%2 zeichnet weiterhin immer %1 Arten auf.'
    ],
    '1 of %2 kinds of activity is being recorded for %3.': [
      '1 von %2 Arten von Aktivität wird für %3 aufgezeichnet.',
      '%1 von %2 Arten von Aktivität werden für %3 aufgezeichnet.'
    ],
    'You chose it on %2.': [
      'Sie haben sie am %2 gewählt.',
      'Sie haben sie am %2 gewählt.'
    ],
    'The other one is off.': [
      'Die andere ist aus.',
      'Die anderen %1 sind aus.'
    ],
    '1 kind of activity is being recorded for %2.': [
      '1 Art von Aktivität wird für %2 aufgezeichnet.',
      '%1 Arten von Aktivität werden für %2 aufgezeichnet.'
    ],
    'You accepted on %1.': ['Sie haben am %1 zugestimmt.'],
    'On since %1, after a notice. You have not been asked to agree.': [
      'An seit dem %1, nach einem Hinweis. Sie wurden nicht um Zustimmung gebeten.'
    ],
    '1 of these is on since %2, after a notice. You have not been asked to agree to it.':
      [
        '1 davon ist seit dem %2 an, nach einem Hinweis. Sie wurden dafür nicht um Zustimmung gebeten.',
        '%1 davon sind seit dem %2 an, nach einem Hinweis. Sie wurden dafür nicht um Zustimmung gebeten.'
      ],
    '%2 always records 1 of these; you cannot turn that off.': [
      '%2 zeichnet 1 davon immer auf; das können Sie nicht ausschalten.',
      '%2 zeichnet %1 davon immer auf; das können Sie nicht ausschalten.'
    ],
    'Nothing is being collected. Your answer could not be kept on this temporary server.':
      [
        'Es wird nichts erfasst. Ihre Antwort ließ sich auf diesem vorübergehenden Server nicht aufbewahren.'
      ],
    'So the answer is no, and you are not asked.': [
      'Darum gilt die Antwort als Nein, und Sie werden nicht gefragt.'
    ],
    'Nothing is being collected. Optional collection is off here because this place is for people under 18.':
      [
        'Es wird nichts erfasst. Freiwillige Erfassung ist hier aus, weil dieser Ort für Menschen unter 18 ist.'
      ],
    '↗ Some of it leaves %1: to %2.': ['↗ Ein Teil davon verlässt %1: an %2.'],
    '↗ If you accept, some of it leaves %1: to %2.': [
      '↗ Wenn Sie zustimmen, verlässt ein Teil davon %1: an %2.'
    ],
    '↗ From your next session some of it leaves %1: to %2.': [
      '↗ Ab Ihrer nächsten Sitzung verlässt ein Teil davon %1: an %2.'
    ],
    '↗ Some of it goes to a place that %1 has not named.': [
      '↗ Ein Teil davon geht an einen Ort, den %1 nicht genannt hat.'
    ],
    'this computer': ['diesen Computer'],
    '↗ %1: %2': ['↗ %1: %2'],
    '↗ %1. %2 has not said where it leads. It gets nothing unless you turn it on.':
      [
        '↗ %1. %2 hat nicht gesagt, wohin das führt. Es bekommt nichts, wenn Sie es nicht einschalten.'
      ],
    '↗ %1. %2 has not said where it leads. You turned it on.': [
      '↗ %1. %2 hat nicht gesagt, wohin das führt. Sie haben es eingeschaltet.'
    ],
    'Recording is on, but 1 record waits on this computer (oldest %2 min). It is sent when the connection returns.':
      [
        'Die Aufzeichnung läuft, aber 1 Eintrag wartet auf diesem Computer (ältester %2 min). Er wird gesendet, sobald die Verbindung wieder da ist.',
        'Die Aufzeichnung läuft, aber %1 Einträge warten auf diesem Computer (ältester %2 min). Sie werden gesendet, sobald die Verbindung wieder da ist.'
      ],
    "%1's %2 has not accepted records since %3. They are kept on this server until it does.":
      [
        '%1: %2 hat seit %3 keine Einträge angenommen. Sie bleiben so lange auf diesem Server.'
      ],
    '%1 has not accepted records since %2. They are kept on this server until it does.':
      [
        '%1 hat seit %2 keine Einträge angenommen. Sie bleiben so lange auf diesem Server.'
      ],
    'You said yes although your browser sends a privacy signal.': [
      'Sie haben ja gesagt, obwohl Ihr Browser ein Datenschutzsignal sendet.'
    ],
    'Recorded for yourself, on this computer.': [
      'Für Sie selbst aufgezeichnet, auf diesem Computer.'
    ],
    'This page has no server: what is recorded goes straight to %1.': [
      'Diese Seite hat keinen Server: Was aufgezeichnet wird, geht direkt an %1.'
    ],
    'Off in this browser.': ['In diesem Browser aus.'],
    'Off in this browser. The server has not confirmed yet; trying again.': [
      'In diesem Browser aus. Der Server hat noch nicht bestätigt; es wird weiter versucht.'
    ],
    'Off everywhere. Confirmed by the server at %1.': [
      'Überall aus. Vom Server bestätigt um %1 Uhr.'
    ],
    'What you turned off is off everywhere. Confirmed by the server at %1.': [
      'Was Sie ausgeschaltet haben, ist überall aus. Vom Server bestätigt um %1 Uhr.'
    ],
    'The server has not confirmed yet.': [
      'Der Server hat noch nicht bestätigt.'
    ],
    'The server has not confirmed yet; trying again.': [
      'Der Server hat noch nicht bestätigt; es wird weiter versucht.'
    ],
    '%1 is on. Kept in this browser at %2.': [
      '%1 ist an. In diesem Browser festgehalten um %2 Uhr.'
    ],
    'Nothing more goes to %1. Kept in this browser at %2.': [
      'An %1 geht nichts mehr. In diesem Browser festgehalten um %2 Uhr.'
    ],
    '%1 is on. Confirmed by the server at %2.': [
      '%1 ist an. Vom Server bestätigt um %2 Uhr.'
    ],
    'Nothing more goes to %1. Confirmed by the server at %2.': [
      'An %1 geht nichts mehr. Vom Server bestätigt um %2 Uhr.'
    ],
    'On. Confirmed by the server at %1.': [
      'An. Vom Server bestätigt um %1 Uhr.'
    ],
    'Paused in this browser.': ['In diesem Browser angehalten.'],
    'Paused in this browser. The server has not confirmed yet; trying again.': [
      'In diesem Browser angehalten. Der Server hat noch nicht bestätigt; es wird weiter versucht.'
    ],
    'Paused. Confirmed by the server at %1.': [
      'Angehalten. Vom Server bestätigt um %1 Uhr.'
    ],
    'Recording goes on. Confirmed by the server at %1.': [
      'Die Aufzeichnung läuft weiter. Vom Server bestätigt um %1 Uhr.'
    ],
    'The server has not confirmed, so it stays paused.': [
      'Der Server hat nicht bestätigt, darum bleibt es angehalten.'
    ],
    'Noted. It starts with your next session, unless you say no. Confirmed by the server at %1.':
      [
        'Notiert. Es beginnt mit Ihrer nächsten Sitzung, wenn Sie nicht nein sagen. Vom Server bestätigt um %1 Uhr.'
      ],
    'Noted. It starts with your next session, unless you say no. Kept in this browser at %1.':
      [
        'Notiert. Es beginnt mit Ihrer nächsten Sitzung, wenn Sie nicht nein sagen. In diesem Browser festgehalten um %1 Uhr.'
      ],
    'Paused. Kept in this browser at %1.': [
      'Angehalten. In diesem Browser festgehalten um %1 Uhr.'
    ],
    'Recording goes on. Kept in this browser at %1.': [
      'Die Aufzeichnung läuft weiter. In diesem Browser festgehalten um %1 Uhr.'
    ],
    'On. Kept in this browser at %1.': [
      'Ein. In diesem Browser festgehalten um %1 Uhr.'
    ],
    'Off in this browser. Kept at %1.': [
      'Aus in diesem Browser. Festgehalten um %1 Uhr.'
    ],
    'What you turned off is off in this browser. Kept at %1.': [
      'Was Sie ausgeschaltet haben, ist in diesem Browser aus. Festgehalten um %1 Uhr.'
    ],
    'Your answer could not be stored, so it stays off.': [
      'Ihre Antwort ließ sich nicht speichern, darum bleibt es aus.'
    ],
    '%1 asks to record %2, %3. Off unless you accept. Lab works the same either way.':
      [
        '%1 möchte %2 aufzeichnen, %3. Aus, bis Sie zustimmen. Lab funktioniert so oder so.'
      ],
    '%1 ask to record %2, %3. Off unless you accept.': [
      '%1 möchten %2 aufzeichnen, %3. Aus, bis Sie zustimmen.'
    ],
    '%1 asks to record some of your activity. It stays off unless you accept. See what and why first.':
      [
        '%1 möchte einiges von dem aufzeichnen, was Sie tun. Aus, bis Sie zustimmen. Sehen Sie erst, was und wofür.'
      ],
    'You are asked to let some of your activity be recorded. It stays off unless you accept. See who asks, what and why first.':
      [
        'Einiges von dem, was Sie tun, soll aufgezeichnet werden. Aus, bis Sie zustimmen. Sehen Sie erst, wer was wofür will.'
      ],
    '%1 wants to record more than you agreed to. That part stays off unless you accept. See what and why first.':
      [
        '%1 will mehr aufzeichnen, als Sie erlaubt haben. Das bleibt aus, bis Sie zustimmen. Sehen Sie erst, was und wofür.'
      ],
    'From your next session %1 records %2, %3. Say no here or later, at any time.':
      [
        'Ab Ihrer nächsten Sitzung zeichnet %1 auf: %2, %3. Sie können jederzeit nein sagen.'
      ],
    'From your next session %1 record %2, %3. Say no here or later, at any time.':
      [
        'Ab Ihrer nächsten Sitzung zeichnen %1 auf: %2, %3. Sie können jederzeit nein sagen.'
      ],
    'From your next session %1 records some of your activity. Say no here or later. See what and why first.':
      [
        'Ab Ihrer nächsten Sitzung zeichnet %1 einiges auf. Sie können jederzeit nein sagen. Sehen Sie erst, was und wofür.'
      ],
    'From your next session some of your activity is recorded. Say no here or later. See who does this, what and why.':
      [
        'Ab Ihrer nächsten Sitzung wird einiges aufgezeichnet. Sie können jederzeit nein sagen. Sehen Sie, wer was wofür tut.'
      ],
    '%1 always records %2 here. You cannot turn this off. See why and whom to ask.':
      [
        '%1 zeichnet hier immer auf: %2. Das können Sie nicht ausschalten. Sehen Sie, warum und wen Sie fragen.'
      ],
    '%1 always records some of your activity here. You cannot turn this off. See why and whom to ask.':
      [
        '%1 zeichnet hier immer einiges auf. Das können Sie nicht ausschalten. Sehen Sie, warum und wen Sie fragen.'
      ],
    'Some of your activity is always recorded here. You cannot turn this off. See who does this, why and whom to ask.':
      [
        'Einiges wird hier immer aufgezeichnet. Das können Sie nicht ausschalten. Sehen Sie, wer das tut, warum und wen Sie fragen.'
      ],
    'for “%1”': ['für „%1“'],
    'Short answers': ['Kurze Antworten'],
    'Checked:': ['Geprüft:'],
    'Stated by the operator:': ['Angabe des Betreibers:'],
    '✓ checked: this software enforces it.': [
      '✓ geprüft: Diese Software setzt es durch.'
    ],
    '” stated by %1.': ['” Angabe von %1.'],
    'Your code, text and file names': [
      'Ihr Code, Ihr Text und Ihre Dateinamen'
    ],
    'Your name': ['Ihr Name'],
    'What could point to you': ['Was auf Sie hinweisen könnte'],
    'Kept here': ['Hier aufbewahrt'],
    'Stored at': ['Gespeichert auf'],
    'Seen by': ['Gesehen von'],
    'Used to assess you': ['Um Sie zu beurteilen'],
    recorded: ['aufgezeichnet'],
    'replaced by a code': ['durch einen Code ersetzt'],
    'a code kept here finds yours': ['ein Code hier findet Ihre'],
    nowhere: ['nirgends'],
    Recorded: ['Aufgezeichnet'],
    How: ['Wie'],
    'What it is': ['Was es ist'],
    'that it happened, and when': ['dass es geschah, und wann'],
    'Never recorded': ['Nie aufgezeichnet'],
    'Not sent from this page': ['Von dieser Seite nicht gesendet'],
    'Goes to': ['Geht an'],
    '%1, run by %2': ['%1, betrieben von %2'],
    '%1 (%2)': ['%1 (%2)'],
    '↗ %1: the operator has not said where it goes': [
      '↗ %1: Der Betreiber hat nicht gesagt, wohin es geht'
    ],
    '↗ %1, a third party': ['↗ %1, ein Dritter'],
    'How long other places keep it is not checked here': [
      'Wie lange andere Orte es behalten, wird hier nicht geprüft'
    ],
    '%1. It gets nothing unless you turn it on': [
      '%1. Es bekommt nichts, wenn Sie es nicht einschalten'
    ],
    '%1: you turned this off': ['%1: Das haben Sie ausgeschaltet'],
    Kept: ['Aufbewahrt'],
    'Who it is about': ['Um wen es geht'],
    'your name is in the record': ['Ihr Name steht im Eintrag'],
    'a code in place of your name is in the record': [
      'Im Eintrag steht ein Code anstelle Ihres Namens'
    ],
    'neither your name nor a code for it is in the record': [
      'Weder Ihr Name noch ein Code dafür steht im Eintrag'
    ],
    'a code of your name, kept only here beside the record, lets you see and delete what is yours':
      [
        'Ein Code Ihres Namens liegt nur hier neben dem Eintrag. Damit können Sie sehen und löschen, was Ihnen gehört'
      ],
    'nobody can tell which records are yours, so they cannot be shown to you or deleted one by one':
      [
        'Niemand kann sagen, welche Einträge von Ihnen sind. Sie lassen sich nicht einzeln zeigen oder löschen'
      ],
    'Your session': ['Ihre Sitzung'],
    'records of one session can be told to belong together': [
      'Einträge einer Sitzung gehören erkennbar zusammen'
    ],
    'records of one session cannot be told to belong together': [
      'Einträge einer Sitzung gehören nicht erkennbar zusammen'
    ],
    exact: ['genau'],
    'rounded down to the day': ['auf den Tag abgerundet'],
    'How often': ['Wie oft'],
    '%1 in %2 sessions': ['in %1 von %2 Sitzungen'],
    'fewer than 1 in %1 sessions': ['in weniger als 1 von %1 Sitzungen'],
    'in no session': ['in keiner Sitzung'],
    '%1 (stated by %2)': ['%1 (Angabe von %2)'],
    Ends: ['Endet'],
    'Reason given': ['Genannter Grund'],
    'Ground stated': ['Genannte Rechtsgrundlage'],
    'Technical name and version': ['Technischer Name und Version'],
    'Always recorded': ['Immer aufgezeichnet'],
    'Off, until you answer': ['Aus, bis Sie antworten'],
    'Off, until your next session': ['Aus, bis zu Ihrer nächsten Sitzung'],
    'Off, until you answer what is new: %1': [
      'Aus, bis Sie zu dem antworten, was neu ist: %1'
    ],
    "Off, because of your browser's privacy signal": [
      'Aus, wegen des Datenschutzsignals Ihres Browsers'
    ],
    'Receipt %1': ['Beleg %1'],
    'On %1 at %2 (UTC) the answer was yes.': [
      'Am %1 um %2 Uhr (UTC) war die Antwort ja.'
    ],
    'On %1 at %2 (UTC) the answer was no.': [
      'Am %1 um %2 Uhr (UTC) war die Antwort nein.'
    ],
    'On %1 at %2 (UTC) a notice was shown.': [
      'Am %1 um %2 Uhr (UTC) wurde ein Hinweis gezeigt.'
    ],
    'On %1 at %2 (UTC) a request was put away without an answer.': [
      'Am %1 um %2 Uhr (UTC) wurde eine Anfrage ohne Antwort weggelegt.'
    ],
    'On %1 at %2 (UTC) a privacy signal was received. It counts as no.': [
      'Am %1 um %2 Uhr (UTC) kam ein Datenschutz-Signal an. Es gilt als Nein.'
    ],
    Person: ['Person'],
    'Answered by': ['Beantwortet von'],
    Covers: ['Umfasst'],
    'everything that was asked': ['alles, was gefragt war'],
    'the purpose “%1”': ['den Zweck „%1“'],
    'the kind of activity “%1”': ['die Art von Aktivität „%1“'],
    'the destination “%1”': ['das Ziel „%1“'],
    'Digest of what was shown': ['Prüfsumme des Gezeigten'],
    Language: ['Sprache'],
    'Asked in': ['Gefragt in'],
    'a notification': ['einer Meldung'],
    'the panel': ['der Leiste'],
    'the data page': ['der Datenseite'],
    'a terminal': ['einem Terminal'],
    'a program; nothing was shown': ['einem Programm; es wurde nichts gezeigt'],
    Software: ['Software'],
    'Way of asking': ['Art zu fragen'],
    'off until a yes': ['aus bis zu einem Ja'],
    'on after a notice, until a no': [
      'an nach einem Hinweis, bis zu einem Nein'
    ],
    'always recorded': ['immer aufgezeichnet'],
    'Record before this one': ['Eintrag davor'],
    none: ['keiner'],
    'The exact words:': ['Der genaue Wortlaut:'],
    'What changed since %2 (1)': [
      'Was sich seit %2 geändert hat (1)',
      'Was sich seit %2 geändert hat (%1)'
    ],
    '“%1”: %2': ['„%1“: %2'],
    'more: %1': ['mehr: %1'],
    'less: %1': ['weniger: %1'],
    'other words: %1': ['andere Worte: %1'],
    'its title': ['der Titel'],
    'its description': ['die Beschreibung'],
    'its reason': ['der Grund'],
    'its purpose': ['der Zweck'],
    'not sent to %1': ['nicht an %1 gesendet'],
    'who you are': ['wer Sie sind'],
    'kept for a shorter time': ['kürzer aufbewahrt'],
    'shortened sooner': ['früher gekürzt'],
    'fewer of your sessions': ['weniger Ihrer Sitzungen'],
    'records of one session not linked': [
      'Einträge einer Sitzung nicht verbunden'
    ],
    'less exact times': ['weniger genaue Zeiten'],
    'the same codes for a shorter time': ['dieselben Codes für kürzere Zeit'],
    'no code that finds yours': ['kein Code, der Ihre findet'],
    'less than before': ['weniger als zuvor'],
    'See what is kept about you': ['Sehen, was über Sie da ist'],
    'Take a copy away': ['Eine Kopie mitnehmen'],
    'Have it deleted': ['Es löschen lassen'],
    Versions: ['Versionen'],
    "The operator's settings": ['Die Einstellungen des Betreibers']
  }
};
