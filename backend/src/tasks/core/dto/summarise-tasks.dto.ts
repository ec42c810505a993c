import { CalendarDate } from '../../../platform/validation/calendar-date.decorator';

export class SummariseTasksDto {
  @CalendarDate({ description: 'The day that it is where the person is: the server cannot know.' })
  today!: string;
}
