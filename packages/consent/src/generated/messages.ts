// Made by scripts/generate.mjs from schema/catalogue.json: change that file.
import type { TranslationBundle } from '@jupyterlab/translation';

/** The languages that the texts are written in. */
export const LANGUAGES: readonly string[] = ['en', 'de'];

type One = (trans: TranslationBundle, slots: string[]) => string;
type Many = (trans: TranslationBundle, n: number, slots: string[]) => string;

// The literals stand in calls of `trans`, where gettext looks for them.
export const ONE = {
  language: (trans, slots) => trans.__('en', ...slots),
  'list.between': (trans, slots) => trans.__('%1, %2', ...slots),
  'list.last': (trans, slots) => trans.__('%1 and %2', ...slots),
  'number.group': (trans, slots) => trans.__(',', ...slots),
  day: (trans, slots) => trans.__('%1 %2 %3', ...slots),
  'month.1': (trans, slots) => trans.__('Jan', ...slots),
  'month.2': (trans, slots) => trans.__('Feb', ...slots),
  'month.3': (trans, slots) => trans.__('Mar', ...slots),
  'month.4': (trans, slots) => trans.__('Apr', ...slots),
  'month.5': (trans, slots) => trans.__('May', ...slots),
  'month.6': (trans, slots) => trans.__('Jun', ...slots),
  'month.7': (trans, slots) => trans.__('Jul', ...slots),
  'month.8': (trans, slots) => trans.__('Aug', ...slots),
  'month.9': (trans, slots) => trans.__('Sep', ...slots),
  'month.10': (trans, slots) => trans.__('Oct', ...slots),
  'month.11': (trans, slots) => trans.__('Nov', ...slots),
  'month.12': (trans, slots) => trans.__('Dec', ...slots),
  'place.here': (trans, slots) => trans.__('this server', ...slots),
  quoted: (trans, slots) => trans.__('“%1”', ...slots),
  yes: (trans, slots) => trans.__('yes', ...slots),
  no: (trans, slots) => trans.__('no', ...slots),
  'panel.title': (trans, slots) => trans.__('Data collection', ...slots),
  'panel.caption': (trans, slots) =>
    trans.__('See what is recorded about you, and turn it off', ...slots),
  'panel.scope': (trans, slots) =>
    trans.__(
      'This panel speaks for Jupyter EventLog only. Server logs and other extensions keep their own records.',
      ...slots
    ),
  'choices.search': (trans, slots) =>
    trans.__('Search by word, field, category or destination', ...slots),
  'choices.filter': (trans, slots) => trans.__('Show only', ...slots),
  'choices.filter.all': (trans, slots) => trans.__('All', ...slots),
  'choices.filter.on': (trans, slots) => trans.__('On', ...slots),
  'choices.filter.off': (trans, slots) => trans.__('Off', ...slots),
  'choices.filter.changed': (trans, slots) => trans.__('Changed', ...slots),
  'choices.filter.leaves': (trans, slots) => trans.__('Leaves %1', ...slots),
  'choices.elsewhere': (trans, slots) =>
    trans.__('Not collected here (%1)', ...slots),
  'choices.elsewhere.why': (trans, slots) =>
    trans.__(
      'Known here, but the operator allows none of these. Nothing of them is recorded.',
      ...slots
    ),
  'panel.always': (trans, slots) => trans.__('Always recorded here', ...slots),
  'panel.no-purpose': (trans, slots) => trans.__('No purpose stated', ...slots),
  'panel.no-purpose.why': (trans, slots) =>
    trans.__('Each of these can only be switched on by itself.', ...slots),
  'panel.request': (trans, slots) => trans.__('Answer the request', ...slots),
  'command.answer': (trans, slots) =>
    trans.__('Data collection: answer the request', ...slots),
  'command.off': (trans, slots) =>
    trans.__('Data collection: turn everything off', ...slots),
  'command.pause': (trans, slots) =>
    trans.__('Data collection: pause', ...slots),
  'command.resume': (trans, slots) =>
    trans.__('Data collection: resume', ...slots),
  'command.retry': (trans, slots) =>
    trans.__('Data collection: ask the server again', ...slots),
  'button.accept': (trans, slots) => trans.__('Accept', ...slots),
  'button.decline': (trans, slots) => trans.__('Decline', ...slots),
  'button.details': (trans, slots) => trans.__('Show details', ...slots),
  'button.ok': (trans, slots) => trans.__('OK', ...slots),
  'button.say-no': (trans, slots) => trans.__('Say no', ...slots),
  'button.choose': (trans, slots) => trans.__('Choose one by one', ...slots),
  'button.off': (trans, slots) => trans.__('Turn everything off', ...slots),
  'button.pause': (trans, slots) => trans.__('Pause', ...slots),
  'button.resume': (trans, slots) => trans.__('Resume', ...slots),
  'button.retry': (trans, slots) => trans.__('Try again', ...slots),
  'button.check': (trans, slots) => trans.__('How to check', ...slots),
  'button.changes': (trans, slots) => trans.__('Show what changed', ...slots),
  'button.contact': (trans, slots) => trans.__('Contact', ...slots),
  'tab.list': (trans, slots) => trans.__('Parts of this panel', ...slots),
  'tab.choices': (trans, slots) => trans.__('Choices', ...slots),
  'tab.live': (trans, slots) => trans.__('Live', ...slots),
  'tab.data': (trans, slots) => trans.__('My data', ...slots),
  'tab.about': (trans, slots) => trans.__('About', ...slots),
  'command.live': (trans, slots) =>
    trans.__('Data collection: what is recorded live', ...slots),
  'command.data': (trans, slots) =>
    trans.__('Data collection: my data, export and delete', ...slots),
  'command.about': (trans, slots) =>
    trans.__('Data collection: operator, rights and receipts', ...slots),
  'live.coverage': (trans, slots) =>
    trans.__(
      'Shows this browser, this server and your kernels. Not shown: the Hub.',
      ...slots
    ),
  'live.coverage.here': (trans, slots) =>
    trans.__(
      'Shows this browser only. Not shown: this server, your kernels and the Hub.',
      ...slots
    ),
  'live.coverage.silent': (trans, slots) =>
    trans.__(
      'The server does not say what it has stored. This shows what this browser knows.',
      ...slots
    ),
  'live.banner': (trans, slots) =>
    trans.__(
      'Preview. This is what would be recorded. It is not stored, not sent and gone when you close the panel. Would be sent: nothing.',
      ...slots
    ),
  'live.banner.part': (trans, slots) =>
    trans.__(
      'What is off is shown as a preview. It is not stored, not sent and gone when you close the panel.',
      ...slots
    ),
  'live.banner.nothing': (trans, slots) =>
    trans.__(
      'Nothing is recorded here, so there is nothing to show.',
      ...slots
    ),
  'live.freeze': (trans, slots) => trans.__('Freeze', ...slots),
  'live.announce': (trans, slots) => trans.__('Announce new records', ...slots),
  'live.filter': (trans, slots) => trans.__('Filter', ...slots),
  'live.copy-all': (trans, slots) => trans.__('Copy all', ...slots),
  'live.copy': (trans, slots) => trans.__('Copy', ...slots),
  'live.not-copied': (trans, slots) =>
    trans.__('The browser did not allow to copy.', ...slots),
  'live.close': (trans, slots) => trans.__('Close the record', ...slots),
  'live.empty': (trans, slots) =>
    trans.__('Nothing yet. What you do appears here.', ...slots),
  'live.none': (trans, slots) => trans.__('Nothing fits the filter.', ...slots),
  'live.table': (trans, slots) => trans.__('Records, newest first', ...slots),
  'live.time': (trans, slots) => trans.__('Time', ...slots),
  'live.activity': (trans, slots) => trans.__('Activity', ...slots),
  'live.way': (trans, slots) => trans.__('From and to', ...slots),
  'live.state': (trans, slots) => trans.__('State', ...slots),
  'live.way.words': (trans, slots) => trans.__('from: %1, to: %2', ...slots),
  'live.way.nowhere': (trans, slots) => trans.__('from: %1', ...slots),
  'live.record': (trans, slots) => trans.__('%1, %2', ...slots),
  'live.exact': (trans, slots) =>
    trans.__('Exactly as it is stored:', ...slots),
  'live.so-far': (trans, slots) =>
    trans.__('As this browser has it; the server adds its own part:', ...slots),
  'live.would': (trans, slots) =>
    trans.__('As this browser would send it:', ...slots),
  'live.removed': (trans, slots) =>
    trans.__('Removed before it was stored: %1.', ...slots),
  'live.place': (trans, slots) => trans.__('%1: %2', ...slots),
  'live.place.stored': (trans, slots) => trans.__('stored', ...slots),
  'live.place.delivered': (trans, slots) => trans.__('delivered', ...slots),
  'live.place.sending': (trans, slots) => trans.__('sending', ...slots),
  'live.place.sent': (trans, slots) =>
    trans.__('sent, not confirmed', ...slots),
  'live.place.waiting': (trans, slots) => trans.__('waiting', ...slots),
  'live.place.refused': (trans, slots) => trans.__('refused', ...slots),
  'live.place.cancelled': (trans, slots) =>
    trans.__('not sent: you turned this off', ...slots),
  'live.from.here': (trans, slots) => trans.__('this browser', ...slots),
  'live.from.frontend': (trans, slots) => trans.__('a page of yours', ...slots),
  'live.from.server': (trans, slots) => trans.__('this server', ...slots),
  'live.from.kernel': (trans, slots) => trans.__('a kernel', ...slots),
  'live.from.hub': (trans, slots) => trans.__('the Hub', ...slots),
  'live.from.service': (trans, slots) => trans.__('a service', ...slots),
  'live.preview': (trans, slots) => trans.__('preview, not recorded', ...slots),
  'live.sending': (trans, slots) => trans.__('sending', ...slots),
  'live.waiting': (trans, slots) => trans.__('waiting (offline)', ...slots),
  'live.stored': (trans, slots) => trans.__('stored', ...slots),
  'live.sent': (trans, slots) => trans.__('sent, not confirmed', ...slots),
  'live.delivered': (trans, slots) =>
    trans.__('delivered to %1 of %2', ...slots),
  'live.no-consent': (trans, slots) =>
    trans.__('not sent: you turned this off', ...slots),
  'live.not-allowed': (trans, slots) =>
    trans.__('not sent: not allowed here', ...slots),
  'live.invalid': (trans, slots) =>
    trans.__('refused: does not fit its description', ...slots),
  'live.sampled': (trans, slots) =>
    trans.__('not sent: not in the sample', ...slots),
  'live.refused': (trans, slots) => trans.__('refused', ...slots),
  'data.loading': (trans, slots) =>
    trans.__('Asking the server what it has about you.', ...slots),
  'data.silent': (trans, slots) =>
    trans.__(
      'The server does not say what it has about you. Try again later.',
      ...slots
    ),
  'data.not-linked': (trans, slots) =>
    trans.__(
      'Records here carry no name or code, so nobody can tell which are yours. They cannot be shown or deleted one by one.',
      ...slots
    ),
  'data.all-deleted': (trans, slots) =>
    trans.__('All are deleted after %1.', ...slots),
  'data.none': (trans, slots) => trans.__('No records about you.', ...slots),
  'data.deleted-on': (trans, slots) =>
    trans.__('The oldest are deleted on %1.', ...slots),
  'data.unreadable': (trans, slots) =>
    trans.__(
      'Some files on the server cannot be read. Nobody can tell whether they hold records about you.',
      ...slots
    ),
  'data.table': (trans, slots) =>
    trans.__('Numbers by day and kind (UTC)', ...slots),
  'data.day': (trans, slots) => trans.__('Day', ...slots),
  'data.kind': (trans, slots) => trans.__('Kind of activity', ...slots),
  'data.number': (trans, slots) => trans.__('Records', ...slots),
  'data.all-kinds': (trans, slots) => trans.__('All kinds', ...slots),
  'data.since': (trans, slots) => trans.__('From', ...slots),
  'data.until': (trans, slots) => trans.__('Until', ...slots),
  'data.list': (trans, slots) => trans.__('The newest records', ...slots),
  'data.more': (trans, slots) => trans.__('Show more', ...slots),
  'data.export': (trans, slots) => trans.__('Export', ...slots),
  'data.exporting': (trans, slots) =>
    trans.__('Exporting: %1 bytes so far.', ...slots),
  'data.exported': (trans, slots) => trans.__('Exported %1 bytes.', ...slots),
  'data.not-exported': (trans, slots) =>
    trans.__('The export did not succeed. Nothing was changed.', ...slots),
  'data.delete': (trans, slots) => trans.__('Delete…', ...slots),
  'data.delete.nothing': (trans, slots) =>
    trans.__('There is nothing to delete.', ...slots),
  'data.delete.counting': (trans, slots) => trans.__('Counting.', ...slots),
  'data.delete.stays': (trans, slots) =>
    trans.__(
      'Stays: that something was deleted and when, without its content; your decisions, as proof.',
      ...slots
    ),
  'data.delete.recording': (trans, slots) =>
    trans.__('Recording stays as it is.', ...slots),
  'data.delete.off': (trans, slots) =>
    trans.__('Also turn everything off', ...slots),
  'data.delete.final': (trans, slots) =>
    trans.__('This cannot be undone.', ...slots),
  'data.cancel': (trans, slots) => trans.__('Cancel', ...slots),
  'data.export-first': (trans, slots) => trans.__('Export first', ...slots),
  'data.deleting': (trans, slots) => trans.__('Deleting.', ...slots),
  'data.not-deleted': (trans, slots) =>
    trans.__(
      'The server has not confirmed that anything was deleted. Look again before you try once more.',
      ...slots
    ),
  'data.reach.deleted': (trans, slots) =>
    trans.__('Deleted now: %1 on this server.', ...slots),
  'data.reach.lingering': (trans, slots) =>
    trans.__(
      'Deleted: %1 on this server, overwritten once another program has read on.',
      ...slots
    ),
  'data.reach.held': (trans, slots) =>
    trans.__(
      'Not reached: %1 in a file of another running server of yours. Ask that one.',
      ...slots
    ),
  'data.reach.cancelled': (trans, slots) =>
    trans.__('Never sent: %1 that wait for %2.', ...slots),
  'data.reach.on-request': (trans, slots) =>
    trans.__('Deleted on request: %1 at %2. Ask %3.', ...slots),
  'data.reach.no': (trans, slots) =>
    trans.__('Not reachable: %1 at %2. Ask %3.', ...slots),
  'data.reach.unknown': (trans, slots) =>
    trans.__(
      'Not reachable: %1 at %2. Nobody has said whether they can be deleted. Ask %3.',
      ...slots
    ),
  'data.reach.unreadable': (trans, slots) =>
    trans.__('Not known: a file on this server cannot be read.', ...slots),
  'data.requests': (trans, slots) => trans.__('What you had deleted', ...slots),
  'data.save': (trans, slots) => trans.__('Save receipt', ...slots),
  'about.operator': (trans, slots) => trans.__('Who records', ...slots),
  'about.name': (trans, slots) => trans.__('Name', ...slots),
  'about.address': (trans, slots) => trans.__('Address', ...slots),
  'about.contact': (trans, slots) => trans.__('Contact', ...slots),
  'about.dpo': (trans, slots) => trans.__('Data protection officer', ...slots),
  'about.authority': (trans, slots) => trans.__('Where to complain', ...slots),
  'about.country': (trans, slots) => trans.__('Country', ...slots),
  'about.notice': (trans, slots) => trans.__('Full notice', ...slots),
  'about.unsaid': (trans, slots) => trans.__('%1 has not said', ...slots),
  'about.rights': (trans, slots) => trans.__('Your rights', ...slots),
  'about.right.object': (trans, slots) =>
    trans.__('Object, or ask: %1.', ...slots),
  'about.right.complain': (trans, slots) => trans.__('Complain: %1.', ...slots),
  'about.decision': (trans, slots) => trans.__('%1: %2, in %3', ...slots),
  'about.answer.yes': (trans, slots) => trans.__('yes', ...slots),
  'about.answer.no': (trans, slots) => trans.__('no', ...slots),
  'about.answer.shown': (trans, slots) =>
    trans.__('a notice was shown', ...slots),
  'about.answer.closed': (trans, slots) =>
    trans.__('put away without an answer', ...slots),
  'about.answer.signal': (trans, slots) =>
    trans.__('a privacy signal came, which counts as no', ...slots),
  'about.history': (trans, slots) => trans.__('Your decisions', ...slots),
  'about.history.none': (trans, slots) =>
    trans.__('You have not decided anything yet.', ...slots),
  'about.history.silent': (trans, slots) =>
    trans.__('The server does not say what you decided.', ...slots),
  'about.receipt': (trans, slots) => trans.__('Receipt', ...slots),
  'about.save': (trans, slots) => trans.__('Save all receipts', ...slots),
  'indicator.off': (trans, slots) => trans.__('off', ...slots),
  'indicator.asking': (trans, slots) => trans.__('asking', ...slots),
  'indicator.on': (trans, slots) => trans.__('on %1', ...slots),
  'indicator.partly': (trans, slots) => trans.__('on %1 of %2', ...slots),
  'indicator.always': (trans, slots) => trans.__('always %1', ...slots),
  'indicator.paused': (trans, slots) => trans.__('paused', ...slots),
  'indicator.problem': (trans, slots) => trans.__('problem', ...slots),
  'indicator.leaves': (trans, slots) => trans.__('some of it leaves', ...slots),
  'switch.on': (trans, slots) => trans.__('On', ...slots),
  'switch.mixed': (trans, slots) => trans.__('Mixed', ...slots),
  'purpose.why': (trans, slots) => trans.__('Why: %1', ...slots),
  'purpose.covers': (trans, slots) =>
    trans.__(
      'On covers the kinds that are listed here, and none that come later.',
      ...slots
    ),
  'switch.off': (trans, slots) => trans.__('Off', ...slots),
  'check.title': (trans, slots) =>
    trans.__('How do I check this myself?', ...slots),
  'check.network': (trans, slots) =>
    trans.__(
      'Open the network panel of your browser and look for “eventlog”. All requests of Jupyter EventLog are there.',
      ...slots
    ),
  'check.status': (trans, slots) =>
    trans.__(
      'Open a terminal. This says what is kept on this server:',
      ...slots
    ),
  'check.tail': (trans, slots) =>
    trans.__(
      'This prints the latest records, exactly as they are kept:',
      ...slots
    ),
  'operator.self': (trans, slots) =>
    trans.__('Your own configuration', ...slots),
  'operator.self.inline': (trans, slots) =>
    trans.__('your own configuration', ...slots),
  'operator.self.beneficiary': (trans, slots) =>
    trans.__('yourself, on this computer', ...slots),
  'operator.self.stated': (trans, slots) => trans.__('you', ...slots),
  'operator.unnamed': (trans, slots) =>
    trans.__('An operator who has not given a name', ...slots),
  'operator.unnamed.inline': (trans, slots) =>
    trans.__('an operator who has not given a name', ...slots),
  'category.unrestricted': (trans, slots) =>
    trans.__('Nothing personal', ...slots),
  'category.technical': (trans, slots) =>
    trans.__('About the software', ...slots),
  'category.interaction': (trans, slots) =>
    trans.__('What you click and run', ...slots),
  'category.user-content': (trans, slots) =>
    trans.__('What you write or name', ...slots),
  'category.user-identifiable-information': (trans, slots) =>
    trans.__('Could point to you', ...slots),
  'category.user-identifier': (trans, slots) => trans.__('Names you', ...slots),
  'category.unclassified': (trans, slots) =>
    trans.__('Not sorted by its author', ...slots),
  'transform.keep': (trans, slots) => trans.__('as it is', ...slots),
  'transform.drop': (trans, slots) => trans.__('never recorded', ...slots),
  'transform.hash': (trans, slots) =>
    trans.__(
      'replaced by a code; two records with the same code belong together',
      ...slots
    ),
  'transform.basename': (trans, slots) =>
    trans.__('file name without folder', ...slots),
  'transform.extension': (trans, slots) =>
    trans.__('file ending only', ...slots),
  'transform.hour': (trans, slots) =>
    trans.__('rounded down to the hour', ...slots),
  'retention.deleted': (trans, slots) => trans.__('%1, then deleted', ...slots),
  'retention.between': (trans, slots) =>
    trans.__('%1 to %2, then deleted', ...slots),
  'retention.none': (trans, slots) =>
    trans.__('until somebody deletes it', ...slots),
  'retention.sanitized': (trans, slots) =>
    trans.__(
      'Full record for %1, then only %2, then deleted after %3',
      ...slots
    ),
  'retention.sanitized.none': (trans, slots) =>
    trans.__(
      'Full record for %1, then only %2, until somebody deletes it',
      ...slots
    ),
  'retention.sanitized.nothing': (trans, slots) =>
    trans.__('that it happened', ...slots),
  'ground.consent': (trans, slots) =>
    trans.__('Only if you say yes.', ...slots),
  'ground.consent.unasked': (trans, slots) =>
    trans.__('%1 names your consent, but nobody asks you for it.', ...slots),
  'ground.legitimate-interests': (trans, slots) =>
    trans.__('%1 states a legitimate interest: %2.', ...slots),
  'ground.legitimate-interests.bare': (trans, slots) =>
    trans.__(
      '%1 states a legitimate interest, without saying which.',
      ...slots
    ),
  'ground.legal-obligation': (trans, slots) =>
    trans.__('%1 states that the law requires it: %2.', ...slots),
  'ground.legal-obligation.bare': (trans, slots) =>
    trans.__('%1 states that the law requires it.', ...slots),
  'ground.public-task': (trans, slots) =>
    trans.__('%1 states that it is part of its public task.', ...slots),
  'ground.contract': (trans, slots) =>
    trans.__('%1 states that your contract needs it: %2.', ...slots),
  'ground.contract.bare': (trans, slots) =>
    trans.__('%1 states that your contract needs it.', ...slots),
  'ground.vital-interests': (trans, slots) =>
    trans.__('%1 states that it protects lives.', ...slots),
  'ground.other': (trans, slots) => trans.__('%1 states: %2.', ...slots),
  'ground.unset': (trans, slots) =>
    trans.__('%1 has not said on what ground.', ...slots),
  'ground.object': (trans, slots) => trans.__('You can object: %1.', ...slots),
  'contact.known': (trans, slots) =>
    trans.__('Questions or objection: %1.', ...slots),
  'contact.unknown': (trans, slots) =>
    trans.__('%1 has named nobody for questions or objections.', ...slots),
  reason: (trans, slots) => trans.__('Reason given: “%1”.', ...slots),
  'wider.destination': (trans, slots) => trans.__('sent to %1', ...slots),
  'wider.user.hash': (trans, slots) =>
    trans.__('a code in place of your name', ...slots),
  'wider.user.keep': (trans, slots) => trans.__('your name', ...slots),
  'wider.retention': (trans, slots) => trans.__('kept longer', ...slots),
  'wider.sanitize': (trans, slots) => trans.__('shortened later', ...slots),
  'wider.sample': (trans, slots) => trans.__('more of your sessions', ...slots),
  'wider.purpose': (trans, slots) => trans.__('another purpose', ...slots),
  'wider.operator': (trans, slots) => trans.__('another operator', ...slots),
  'wider.legal_basis': (trans, slots) =>
    trans.__('another legal ground', ...slots),
  'wider.subject_index': (trans, slots) =>
    trans.__('a code beside each record that finds yours', ...slots),
  'wider.session': (trans, slots) =>
    trans.__('records of one session linked', ...slots),
  'wider.time': (trans, slots) => trans.__('more exact times', ...slots),
  'wider.hash_rotation': (trans, slots) =>
    trans.__('the same codes for longer', ...slots),
  'wider.mode': (trans, slots) => trans.__('another way of asking', ...slots),
  'wider.other': (trans, slots) => trans.__('more than before', ...slots),
  'unknown.line1': (trans, slots) =>
    trans.__('We cannot tell what is being collected.', ...slots),
  'unknown.line2': (trans, slots) =>
    trans.__(
      'This page cannot reach the server that holds your choice. Until it answers, this page records nothing.',
      ...slots
    ),
  'loading.line1': (trans, slots) =>
    trans.__('Asking the server what is being collected.', ...slots),
  'loading.line2': (trans, slots) =>
    trans.__('Until it answers, this page records nothing.', ...slots),
  nothing: (trans, slots) => trans.__('Nothing is being collected.', ...slots),
  'unconfigured.line2': (trans, slots) =>
    trans.__(
      'Nobody has set up data collection here. Jupyter EventLog records, sends and stores nothing.',
      ...slots
    ),
  'error.line2': (trans, slots) =>
    trans.__(
      "The operator's settings contain a mistake, so collection stays off.",
      ...slots
    ),
  'off-here.line1': (trans, slots) =>
    trans.__('Nothing is being collected in this application.', ...slots),
  'off-here.line2': (trans, slots) =>
    trans.__('The settings of this application turn everything off.', ...slots),
  'test-mode.line1': (trans, slots) =>
    trans.__('Nothing is stored: test mode.', ...slots),
  'test-mode.line2': (trans, slots) =>
    trans.__(
      "Records are printed on the server's console and then forgotten.",
      ...slots
    ),
  'paused.line1': (trans, slots) =>
    trans.__('Paused. Nothing is being recorded.', ...slots),
  'paused.since': (trans, slots) =>
    trans.__(
      'Since %1, in all your tabs. What you do now is never recorded later.',
      ...slots
    ),
  'waiting.line1': (trans, slots) =>
    trans.__('Nothing is being collected. %1 is asking you.', ...slots),
  'waiting.off': (trans, slots) =>
    trans.__(
      'It stays off unless you accept. JupyterLab works the same either way.',
      ...slots
    ),
  'waiting-opt-out.line1': (trans, slots) =>
    trans.__(
      'Nothing is being collected yet. It starts with your next session unless you say no.',
      ...slots
    ),
  'changed.line1': (trans, slots) =>
    trans.__(
      '%1 wants to record more than you agreed to. That part is off until you answer.',
      ...slots
    ),
  'changed.opt-out.line1': (trans, slots) =>
    trans.__(
      '%1 wants to record more than you were told of. That part starts with your next session unless you say no.',
      ...slots
    ),
  'changed.new': (trans, slots) => trans.__('New: %1.', ...slots),
  'changed.in': (trans, slots) => trans.__('%1 in “%2”', ...slots),
  'required.no-consent': (trans, slots) =>
    trans.__('This does not rest on your consent.', ...slots),
  'required.else': (trans, slots) =>
    trans.__('Nothing else is being collected.', ...slots),
  'required.anyway': (trans, slots) =>
    trans.__(
      'You said no on %1. %2 now records this anyway, because “%3”.',
      ...slots
    ),
  'declined.line1': (trans, slots) =>
    trans.__('Nothing is being collected. You said no on %1.', ...slots),
  'declined.line2': (trans, slots) =>
    trans.__(
      'You will not be asked about this again. You can change your mind below.',
      ...slots
    ),
  'declined.unasked': (trans, slots) =>
    trans.__(
      'You are not asked about this. You can turn it on below.',
      ...slots
    ),
  'declined.age': (trans, slots) =>
    trans.__(
      'Your yes of %1 has run out. You can say yes again below.',
      ...slots
    ),
  'signal.line1': (trans, slots) =>
    trans.__(
      "Nothing is being collected. Your browser's privacy signal counts as no.",
      ...slots
    ),
  'signal.line2': (trans, slots) =>
    trans.__(
      'You are not asked while the signal is on. You can still say yes below.',
      ...slots
    ),
  'on.accepted': (trans, slots) => trans.__('You accepted on %1.', ...slots),
  'on.shown': (trans, slots) =>
    trans.__(
      'On since %1, after a notice. You have not been asked to agree.',
      ...slots
    ),
  'temporary.line1': (trans, slots) =>
    trans.__(
      'Nothing is being collected. Your answer could not be kept on this temporary server.',
      ...slots
    ),
  'temporary.line2': (trans, slots) =>
    trans.__('So the answer is no, and you are not asked.', ...slots),
  'minors.line1': (trans, slots) =>
    trans.__(
      'Nothing is being collected. Optional collection is off here because this place is for people under 18.',
      ...slots
    ),
  'leaving.now': (trans, slots) =>
    trans.__('↗ Some of it leaves %1: to %2.', ...slots),
  'leaving.later': (trans, slots) =>
    trans.__('↗ If you accept, some of it leaves %1: to %2.', ...slots),
  'leaving.notice': (trans, slots) =>
    trans.__('↗ From your next session some of it leaves %1: to %2.', ...slots),
  'leaving.unknown': (trans, slots) =>
    trans.__('↗ Some of it goes to a place that %1 has not named.', ...slots),
  'leaving.here': (trans, slots) => trans.__('this computer', ...slots),
  'leaving.place': (trans, slots) => trans.__('↗ %1: %2', ...slots),
  'leaving.place.unknown': (trans, slots) =>
    trans.__(
      '↗ %1. %2 has not said where it leads. It gets nothing unless you turn it on.',
      ...slots
    ),
  'leaving.place.unknown-on': (trans, slots) =>
    trans.__(
      '↗ %1. %2 has not said where it leads. You turned it on.',
      ...slots
    ),
  delivery: (trans, slots) =>
    trans.__(
      "%1's %2 has not accepted records since %3. They are kept on this server until it does.",
      ...slots
    ),
  'delivery.self': (trans, slots) =>
    trans.__(
      '%1 has not accepted records since %2. They are kept on this server until it does.',
      ...slots
    ),
  override: (trans, slots) =>
    trans.__(
      'You said yes although your browser sends a privacy signal.',
      ...slots
    ),
  'own-machine': (trans, slots) =>
    trans.__('Recorded for yourself, on this computer.', ...slots),
  lite: (trans, slots) =>
    trans.__(
      'This page has no server: what is recorded goes straight to %1.',
      ...slots
    ),
  'feedback.off-here': (trans, slots) =>
    trans.__('Off in this browser.', ...slots),
  'feedback.trying': (trans, slots) =>
    trans.__(
      'Off in this browser. The server has not confirmed yet; trying again.',
      ...slots
    ),
  'feedback.off': (trans, slots) =>
    trans.__('Off everywhere. Confirmed by the server at %1.', ...slots),
  'feedback.off-part': (trans, slots) =>
    trans.__(
      'What you turned off is off everywhere. Confirmed by the server at %1.',
      ...slots
    ),
  'feedback.asked': (trans, slots) =>
    trans.__('The server has not confirmed yet.', ...slots),
  'feedback.asked-trying': (trans, slots) =>
    trans.__('The server has not confirmed yet; trying again.', ...slots),
  'feedback.destination-on.lite': (trans, slots) =>
    trans.__('%1 is on. Kept in this browser at %2.', ...slots),
  'feedback.destination-off.lite': (trans, slots) =>
    trans.__('Nothing more goes to %1. Kept in this browser at %2.', ...slots),
  'feedback.destination-on': (trans, slots) =>
    trans.__('%1 is on. Confirmed by the server at %2.', ...slots),
  'feedback.destination-off': (trans, slots) =>
    trans.__(
      'Nothing more goes to %1. Confirmed by the server at %2.',
      ...slots
    ),
  'feedback.on': (trans, slots) =>
    trans.__('On. Confirmed by the server at %1.', ...slots),
  'feedback.paused-here': (trans, slots) =>
    trans.__('Paused in this browser.', ...slots),
  'feedback.paused-trying': (trans, slots) =>
    trans.__(
      'Paused in this browser. The server has not confirmed yet; trying again.',
      ...slots
    ),
  'feedback.paused': (trans, slots) =>
    trans.__('Paused. Confirmed by the server at %1.', ...slots),
  'feedback.resumed': (trans, slots) =>
    trans.__('Recording goes on. Confirmed by the server at %1.', ...slots),
  'feedback.not-resumed': (trans, slots) =>
    trans.__('The server has not confirmed, so it stays paused.', ...slots),
  'feedback.told': (trans, slots) =>
    trans.__(
      'Noted. It starts with your next session, unless you say no. Confirmed by the server at %1.',
      ...slots
    ),
  'feedback.told.lite': (trans, slots) =>
    trans.__(
      'Noted. It starts with your next session, unless you say no. Kept in this browser at %1.',
      ...slots
    ),
  'feedback.paused.lite': (trans, slots) =>
    trans.__('Paused. Kept in this browser at %1.', ...slots),
  'feedback.resumed.lite': (trans, slots) =>
    trans.__('Recording goes on. Kept in this browser at %1.', ...slots),
  'feedback.on.lite': (trans, slots) =>
    trans.__('On. Kept in this browser at %1.', ...slots),
  'feedback.off.lite': (trans, slots) =>
    trans.__('Off in this browser. Kept at %1.', ...slots),
  'feedback.off-part.lite': (trans, slots) =>
    trans.__(
      'What you turned off is off in this browser. Kept at %1.',
      ...slots
    ),
  'feedback.not-stored': (trans, slots) =>
    trans.__('Your answer could not be stored, so it stays off.', ...slots),
  'prompt.opt-in': (trans, slots) =>
    trans.__(
      '%1 asks to record %2, %3. Off unless you accept. Lab works the same either way.',
      ...slots
    ),
  'prompt.opt-in.third': (trans, slots) =>
    trans.__('%1 ask to record %2, %3. Off unless you accept.', ...slots),
  'prompt.opt-in.bare': (trans, slots) =>
    trans.__(
      '%1 asks to record some of your activity. It stays off unless you accept. See what and why first.',
      ...slots
    ),
  'prompt.opt-in.long': (trans, slots) =>
    trans.__(
      'You are asked to let some of your activity be recorded. It stays off unless you accept. See who asks, what and why first.',
      ...slots
    ),
  'prompt.changed': (trans, slots) =>
    trans.__(
      '%1 wants to record more than you agreed to. That part stays off unless you accept. See what and why first.',
      ...slots
    ),
  'prompt.opt-out': (trans, slots) =>
    trans.__(
      'From your next session %1 records %2, %3. Say no here or later, at any time.',
      ...slots
    ),
  'prompt.opt-out.third': (trans, slots) =>
    trans.__(
      'From your next session %1 record %2, %3. Say no here or later, at any time.',
      ...slots
    ),
  'prompt.opt-out.bare': (trans, slots) =>
    trans.__(
      'From your next session %1 records some of your activity. Say no here or later. See what and why first.',
      ...slots
    ),
  'prompt.opt-out.long': (trans, slots) =>
    trans.__(
      'From your next session some of your activity is recorded. Say no here or later. See who does this, what and why.',
      ...slots
    ),
  'prompt.required': (trans, slots) =>
    trans.__(
      '%1 always records %2 here. You cannot turn this off. See why and whom to ask.',
      ...slots
    ),
  'prompt.required.bare': (trans, slots) =>
    trans.__(
      '%1 always records some of your activity here. You cannot turn this off. See why and whom to ask.',
      ...slots
    ),
  'prompt.required.long': (trans, slots) =>
    trans.__(
      'Some of your activity is always recorded here. You cannot turn this off. See who does this, why and whom to ask.',
      ...slots
    ),
  'purpose.for': (trans, slots) => trans.__('for “%1”', ...slots),
  'answers.title': (trans, slots) => trans.__('Short answers', ...slots),
  'answers.checked': (trans, slots) => trans.__('Checked:', ...slots),
  'answers.stated': (trans, slots) =>
    trans.__('Stated by the operator:', ...slots),
  'answers.checked.legend': (trans, slots) =>
    trans.__('✓ checked: this software enforces it.', ...slots),
  'answers.stated.legend': (trans, slots) =>
    trans.__('” stated by %1.', ...slots),
  'answers.content': (trans, slots) =>
    trans.__('Your code, text and file names', ...slots),
  'answers.name': (trans, slots) => trans.__('Your name', ...slots),
  'answers.pointing': (trans, slots) =>
    trans.__('What could point to you', ...slots),
  'answers.unsorted': (trans, slots) =>
    trans.__('Not sorted by its author', ...slots),
  'answers.kept': (trans, slots) => trans.__('Kept here', ...slots),
  'answers.stored': (trans, slots) => trans.__('Stored at', ...slots),
  'answers.seen-by': (trans, slots) => trans.__('Seen by', ...slots),
  'answers.assess': (trans, slots) => trans.__('Used to assess you', ...slots),
  'answers.never': (trans, slots) => trans.__('never recorded', ...slots),
  'answers.recorded': (trans, slots) => trans.__('recorded', ...slots),
  'answers.code': (trans, slots) => trans.__('replaced by a code', ...slots),
  'answers.found': (trans, slots) =>
    trans.__('a code kept here finds yours', ...slots),
  'answers.nowhere': (trans, slots) => trans.__('nowhere', ...slots),
  'answers.field': (trans, slots) => trans.__('%1: %2', ...slots),
  'answers.unsaid': (trans, slots) => trans.__('%1 has not said', ...slots),
  'card.recorded': (trans, slots) => trans.__('Recorded', ...slots),
  'card.how': (trans, slots) => trans.__('How', ...slots),
  'card.what': (trans, slots) => trans.__('What it is', ...slots),
  'card.nothing': (trans, slots) =>
    trans.__('that it happened, and when', ...slots),
  'card.never': (trans, slots) => trans.__('Never recorded', ...slots),
  'card.not-sent': (trans, slots) =>
    trans.__('Not sent from this page', ...slots),
  'card.goes-to': (trans, slots) => trans.__('Goes to', ...slots),
  'card.run-by': (trans, slots) => trans.__('%1, run by %2', ...slots),
  'card.place': (trans, slots) => trans.__('%1 (%2)', ...slots),
  'card.unknown': (trans, slots) =>
    trans.__('↗ %1: the operator has not said where it goes', ...slots),
  'card.third': (trans, slots) => trans.__('↗ %1, a third party', ...slots),
  'card.place.kept': (trans, slots) => trans.__('%1 (%2)', ...slots),
  'card.elsewhere': (trans, slots) =>
    trans.__('How long other places keep it is not checked here', ...slots),
  'card.not-on': (trans, slots) =>
    trans.__('%1. It gets nothing unless you turn it on', ...slots),
  'card.switched-off': (trans, slots) =>
    trans.__('%1: you turned this off', ...slots),
  'card.kept': (trans, slots) => trans.__('Kept', ...slots),
  'card.identity': (trans, slots) => trans.__('Who it is about', ...slots),
  'card.identity.keep': (trans, slots) =>
    trans.__('your name is in the record', ...slots),
  'card.identity.hash': (trans, slots) =>
    trans.__('a code in place of your name is in the record', ...slots),
  'card.identity.drop': (trans, slots) =>
    trans.__('neither your name nor a code for it is in the record', ...slots),
  'card.identity.found': (trans, slots) =>
    trans.__(
      'a code of your name, kept only here beside the record, lets you see and delete what is yours',
      ...slots
    ),
  'card.identity.lost': (trans, slots) =>
    trans.__(
      'nobody can tell which records are yours, so they cannot be shown to you or deleted one by one',
      ...slots
    ),
  'card.session': (trans, slots) => trans.__('Your session', ...slots),
  'card.session.exact': (trans, slots) =>
    trans.__('records of one session can be told to belong together', ...slots),
  'card.session.drop': (trans, slots) =>
    trans.__(
      'records of one session cannot be told to belong together',
      ...slots
    ),
  'card.time': (trans, slots) => trans.__('Time', ...slots),
  'card.time.exact': (trans, slots) => trans.__('exact', ...slots),
  'card.time.hour': (trans, slots) =>
    trans.__('rounded down to the hour', ...slots),
  'card.time.day': (trans, slots) =>
    trans.__('rounded down to the day', ...slots),
  'card.sample': (trans, slots) => trans.__('How often', ...slots),
  'card.sample.share': (trans, slots) =>
    trans.__('%1 in %2 sessions', ...slots),
  'card.sample.few': (trans, slots) =>
    trans.__('fewer than 1 in %1 sessions', ...slots),
  'card.sample.none': (trans, slots) => trans.__('in no session', ...slots),
  'card.seen-by': (trans, slots) => trans.__('Seen by', ...slots),
  'card.stated': (trans, slots) => trans.__('%1 (stated by %2)', ...slots),
  'card.ends': (trans, slots) => trans.__('Ends', ...slots),
  'card.reason': (trans, slots) => trans.__('Reason given', ...slots),
  'card.ground': (trans, slots) => trans.__('Ground stated', ...slots),
  'card.technical': (trans, slots) =>
    trans.__('Technical name and version', ...slots),
  'status.always': (trans, slots) => trans.__('Always recorded', ...slots),
  'status.on': (trans, slots) => trans.__('On', ...slots),
  'status.off': (trans, slots) => trans.__('Off', ...slots),
  'status.asked': (trans, slots) => trans.__('Off, until you answer', ...slots),
  'status.notice': (trans, slots) =>
    trans.__('Off, until your next session', ...slots),
  'status.changed': (trans, slots) =>
    trans.__('Off, until you answer what is new: %1', ...slots),
  'status.unasked': (trans, slots) => trans.__('Off', ...slots),
  'status.signal': (trans, slots) =>
    trans.__("Off, because of your browser's privacy signal", ...slots),
  'receipt.title': (trans, slots) => trans.__('Receipt %1', ...slots),
  'receipt.yes': (trans, slots) =>
    trans.__('On %1 at %2 (UTC) the answer was yes.', ...slots),
  'receipt.no': (trans, slots) =>
    trans.__('On %1 at %2 (UTC) the answer was no.', ...slots),
  'receipt.shown': (trans, slots) =>
    trans.__('On %1 at %2 (UTC) a notice was shown.', ...slots),
  'receipt.closed': (trans, slots) =>
    trans.__(
      'On %1 at %2 (UTC) a request was put away without an answer.',
      ...slots
    ),
  'receipt.signal': (trans, slots) =>
    trans.__(
      'On %1 at %2 (UTC) a privacy signal was received. It counts as no.',
      ...slots
    ),
  'receipt.subject': (trans, slots) => trans.__('Person', ...slots),
  'receipt.actor': (trans, slots) => trans.__('Answered by', ...slots),
  'receipt.scope': (trans, slots) => trans.__('Covers', ...slots),
  'receipt.scope.all': (trans, slots) =>
    trans.__('everything that was asked', ...slots),
  'receipt.scope.purpose': (trans, slots) =>
    trans.__('the purpose “%1”', ...slots),
  'receipt.scope.schema': (trans, slots) =>
    trans.__('the kind of activity “%1”', ...slots),
  'receipt.scope.destination': (trans, slots) =>
    trans.__('the destination “%1”', ...slots),
  'receipt.disclosure': (trans, slots) =>
    trans.__('Digest of what was shown', ...slots),
  'receipt.language': (trans, slots) => trans.__('Language', ...slots),
  'receipt.surface': (trans, slots) => trans.__('Asked in', ...slots),
  'receipt.surface.toast': (trans, slots) =>
    trans.__('a notification', ...slots),
  'receipt.surface.panel': (trans, slots) => trans.__('the panel', ...slots),
  'receipt.surface.page': (trans, slots) => trans.__('the data page', ...slots),
  'receipt.surface.cli': (trans, slots) => trans.__('a terminal', ...slots),
  'receipt.surface.api': (trans, slots) =>
    trans.__('a program; nothing was shown', ...slots),
  'receipt.app': (trans, slots) => trans.__('Software', ...slots),
  'receipt.basis': (trans, slots) => trans.__('Way of asking', ...slots),
  'receipt.basis.opt-in': (trans, slots) =>
    trans.__('off until a yes', ...slots),
  'receipt.basis.opt-out': (trans, slots) =>
    trans.__('on after a notice, until a no', ...slots),
  'receipt.basis.required': (trans, slots) =>
    trans.__('always recorded', ...slots),
  'receipt.previous': (trans, slots) =>
    trans.__('Record before this one', ...slots),
  'receipt.none': (trans, slots) => trans.__('none', ...slots),
  'receipt.text': (trans, slots) => trans.__('The exact words:', ...slots),
  'changes.line': (trans, slots) => trans.__('“%1”: %2', ...slots),
  'changes.more': (trans, slots) => trans.__('more: %1', ...slots),
  'changes.less': (trans, slots) => trans.__('less: %1', ...slots),
  'changes.reworded': (trans, slots) => trans.__('other words: %1', ...slots),
  'changes.reworded.title': (trans, slots) => trans.__('its title', ...slots),
  'changes.reworded.description': (trans, slots) =>
    trans.__('its description', ...slots),
  'changes.reworded.reason': (trans, slots) => trans.__('its reason', ...slots),
  'changes.reworded.purpose': (trans, slots) =>
    trans.__('its purpose', ...slots),
  'less.destination': (trans, slots) => trans.__('not sent to %1', ...slots),
  'less.user': (trans, slots) => trans.__('who you are', ...slots),
  'less.retention': (trans, slots) =>
    trans.__('kept for a shorter time', ...slots),
  'less.sanitize': (trans, slots) => trans.__('shortened sooner', ...slots),
  'less.sample': (trans, slots) => trans.__('fewer of your sessions', ...slots),
  'less.session': (trans, slots) =>
    trans.__('records of one session not linked', ...slots),
  'less.time': (trans, slots) => trans.__('less exact times', ...slots),
  'less.hash_rotation': (trans, slots) =>
    trans.__('the same codes for a shorter time', ...slots),
  'less.subject_index': (trans, slots) =>
    trans.__('no code that finds yours', ...slots),
  'less.other': (trans, slots) => trans.__('less than before', ...slots),
  'about.right.see': (trans, slots) =>
    trans.__('See what is kept about you', ...slots),
  'about.right.take': (trans, slots) => trans.__('Take a copy away', ...slots),
  'about.right.delete': (trans, slots) => trans.__('Have it deleted', ...slots),
  'about.versions': (trans, slots) => trans.__('Versions', ...slots),
  'about.version.policy': (trans, slots) =>
    trans.__("The operator's settings", ...slots)
} satisfies Record<string, One>;

export const MANY = {
  'choices.found': (trans, n, slots) =>
    trans._n('1 kind found.', '%1 kinds found.', n, ...slots),
  'button.required': (trans, n, slots) =>
    trans._n('Show the kind', 'Show the %1 kinds', n, ...slots),
  'live.traffic': (trans, n, slots) =>
    trans._n(
      'Since this page opened: 1 request, %2 bytes sent by Jupyter EventLog.',
      'Since this page opened: %1 requests, %2 bytes sent by Jupyter EventLog.',
      n,
      ...slots
    ),
  'live.unseen': (trans, n, slots) =>
    trans._n('1 new record', '%1 new records', n, ...slots),
  'live.copied': (trans, n, slots) =>
    trans._n('Copied 1 record.', 'Copied %1 records.', n, ...slots),
  'live.size': (trans, n, slots) => trans._n('1 byte', '%1 bytes', n, ...slots),
  'live.unnamed': (trans, n, slots) =>
    trans._n('1 more', '%1 more', n, ...slots),
  'data.lite': (trans, n, slots) =>
    trans._n(
      'This page keeps no records. 1 waits in this browser.',
      'This page keeps no records. %1 wait in this browser.',
      n,
      ...slots
    ),
  'data.some': (trans, n, slots) =>
    trans._n(
      '1 record about you, from %2 to %3, %4.',
      '%1 records about you, from %2 to %3, %4.',
      n,
      ...slots
    ),
  'data.plot': (trans, n, slots) =>
    trans._n(
      '1 record by day; %2 on the busiest day.',
      '%1 records by day; %2 on the busiest day.',
      n,
      ...slots
    ),
  'data.delete.title': (trans, n, slots) =>
    trans._n('Delete 1 record?', 'Delete %1 records?', n, ...slots),
  'data.delete.now': (trans, n, slots) =>
    trans._n('Delete 1 record', 'Delete %1 records', n, ...slots),
  'data.deleted': (trans, n, slots) =>
    trans._n(
      'Deleted 1 record on this server. Receipt %2.',
      'Deleted %1 records on this server. Receipt %2.',
      n,
      ...slots
    ),
  'data.deleted.bare': (trans, n, slots) =>
    trans._n(
      'Deleted 1 record on this server.',
      'Deleted %1 records on this server.',
      n,
      ...slots
    ),
  'data.request': (trans, n, slots) =>
    trans._n(
      '%2: 1 record. Receipt %3.',
      '%2: %1 records. Receipt %3.',
      n,
      ...slots
    ),
  'purpose.kinds': (trans, n, slots) =>
    trans._n('1 kind, %2 on', '%1 kinds, %2 on', n, ...slots),
  'transform.truncate': (trans, n, slots) =>
    trans._n('first character', 'first %1 characters', n, ...slots),
  'duration.h': (trans, n, slots) =>
    trans._n('1 hour', '%1 hours', n, ...slots),
  'duration.d': (trans, n, slots) => trans._n('1 day', '%1 days', n, ...slots),
  'duration.w': (trans, n, slots) =>
    trans._n('1 week', '%1 weeks', n, ...slots),
  'duration.mo': (trans, n, slots) =>
    trans._n('1 month', '%1 months', n, ...slots),
  'duration.y': (trans, n, slots) =>
    trans._n('1 year', '%1 years', n, ...slots),
  'unconfigured.earlier': (trans, n, slots) =>
    trans._n(
      '1 earlier record is still kept. See My data.',
      '%1 earlier records are still kept. See My data.',
      n,
      ...slots
    ),
  'paused-required.line1': (trans, n, slots) =>
    trans._n(
      'Paused, except 1 kind that %2 always records.',
      'Paused, except %1 kinds that %2 always records.',
      n,
      ...slots
    ),
  'paused.resume': (trans, n, slots) =>
    trans._n(
      '1 kind resumes when you say so or the server restarts.',
      '%1 kinds resume when you say so or the server restarts.',
      n,
      ...slots
    ),
  'waiting.asks': (trans, n, slots) =>
    trans._n(
      'They ask to record 1 kind of activity, %2.',
      'They ask to record %1 kinds of activity, %2.',
      n,
      ...slots
    ),
  'waiting.asks.self': (trans, n, slots) =>
    trans._n(
      'It asks to record 1 kind of activity, %2.',
      'It asks to record %1 kinds of activity, %2.',
      n,
      ...slots
    ),
  'waiting.asks.no-purpose': (trans, n, slots) =>
    trans._n(
      'The request is to record 1 kind of activity, without saying why.',
      'The request is to record %1 kinds of activity, without saying why of each.',
      n,
      ...slots
    ),
  'waiting-required.line1': (trans, n, slots) =>
    trans._n(
      'Only what %2 always records is being collected (1 kind).',
      'Only what %2 always records is being collected (%1 kinds).',
      n,
      ...slots
    ),
  'waiting-required.more': (trans, n, slots) =>
    trans._n('They ask about 1 more.', 'They ask about %1 more.', n, ...slots),
  'waiting-opt-out.more': (trans, n, slots) =>
    trans._n(
      '1 more starts with your next session unless you say no.',
      '%1 more start with your next session unless you say no.',
      n,
      ...slots
    ),
  'waiting-opt-out.line2': (trans, n, slots) =>
    trans._n(
      '%2 will record 1 kind of activity, %3.',
      '%2 will record %1 kinds of activity, %3.',
      n,
      ...slots
    ),
  'waiting-opt-out.no-purpose': (trans, n, slots) =>
    trans._n(
      '%2 will record 1 kind of activity, without saying why.',
      '%2 will record %1 kinds of activity, without saying why of each.',
      n,
      ...slots
    ),
  'changed.others': (trans, n, slots) =>
    trans._n(
      'Your other choice stays as it is.',
      'Your %1 other choices stay as they are.',
      n,
      ...slots
    ),
  'required.line1': (trans, n, slots) =>
    trans._n(
      '%2 always records 1 kind of activity here. You cannot turn it off.',
      '%2 always records %1 kinds of activity here. You cannot turn them off.',
      n,
      ...slots
    ),
  'signal.asks': (trans, n, slots) =>
    trans._n(
      '%2 would ask to record 1 kind.',
      '%2 would ask to record %1 kinds.',
      n,
      ...slots
    ),
  'signal-required.line1': (trans, n, slots) =>
    trans._n(
      'Your privacy signal turned off 1 kind.',
      'Your privacy signal turned off %1 kinds.',
      n,
      ...slots
    ),
  'signal-required.always': (trans, n, slots) =>
    trans._n(
      '%2 still always records 1 kind.',
      '%2 still always records %1 kinds.',
      n,
      ...slots
    ),
  'partly.line1': (trans, n, slots) =>
    trans._n(
      '1 of %2 kinds of activity is being recorded for %3.',
      '%1 of %2 kinds of activity are being recorded for %3.',
      n,
      ...slots
    ),
  'partly.chosen': (trans, n, slots) =>
    trans._n('You chose it on %2.', 'You chose them on %2.', n, ...slots),
  'partly.rest': (trans, n, slots) =>
    trans._n('The other one is off.', 'The other %1 are off.', n, ...slots),
  'on.line1': (trans, n, slots) =>
    trans._n(
      '1 kind of activity is being recorded for %2.',
      '%1 kinds of activity are being recorded for %2.',
      n,
      ...slots
    ),
  'on.shown.rest': (trans, n, slots) =>
    trans._n(
      '1 of these is on since %2, after a notice. You have not been asked to agree to it.',
      '%1 of these are on since %2, after a notice. You have not been asked to agree to them.',
      n,
      ...slots
    ),
  'on.always': (trans, n, slots) =>
    trans._n(
      '%2 always records 1 of these; you cannot turn that off.',
      '%2 always records %1 of these; you cannot turn those off.',
      n,
      ...slots
    ),
  offline: (trans, n, slots) =>
    trans._n(
      'Recording is on, but 1 record waits on this computer (oldest %2 min). It is sent when the connection returns.',
      'Recording is on, but %1 records wait on this computer (oldest %2 min). They are sent when the connection returns.',
      n,
      ...slots
    ),
  'changes.title': (trans, n, slots) =>
    trans._n(
      'What changed since %2 (1)',
      'What changed since %2 (%1)',
      n,
      ...slots
    )
} satisfies Record<string, Many>;
